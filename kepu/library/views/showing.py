"""One item: its page, and every byte of it that is shown or taken home."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kepu.core.web import open_to_all, reads
from kepu.library import actions
from kepu.library.life import ItemState
from kepu.library.models import ItemFile, Shelf
from kepu.library.queries.linked import linked
from kepu.library.queries.sheets import SMALL, Sheet, near, sheet_of
from kepu.media.models import Blob, Kind
from kepu.media.queries import rendition_of
from kepu.media.send import send

GONE = 410


@open_to_all
@reads
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    sheet = sheet_of(pk, request.GET.get("n", ""))
    if sheet is None:
        raise Http404
    if sheet.item.state != ItemState.SHELVED:
        return render(request, "library/gone.html", {"item": sheet.item}, status=GONE)
    page = {
        "sheet": sheet,
        "item": sheet.item,
        "near": near(sheet.item),
        "address": request.build_absolute_uri(sheet.item.get_absolute_url()),
        "picture": request.build_absolute_uri(picture_of(sheet)),
        "linked": linked(sheet, settings.KEPU.site_name, request.build_absolute_uri),
    }
    return render(request, "library/item.html", page)


def picture_of(sheet: Sheet) -> str:
    """Give the picture that stands for an item where its link is passed on."""
    current = sheet.current
    return current.large if current else ""


@open_to_all
@reads
def file(request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    found = _file(pk, order)
    _count(request, found)
    return send(found.blob, found.name)


@open_to_all
@reads
def show(_request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    found = _file(pk, order)
    return send(found.blob, found.name, inline=True)


@open_to_all
@reads
def light(request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    """Send the small file (标清下载), for phones and slow lines."""
    found = _file(pk, order)
    kind = SMALL.get(Shelf(found.item.shelf), "")
    made = _made(found.blob, kind)
    _count(request, found)
    return send(made, light_name(found.name, kind))


@open_to_all
@reads
def rendition(_request: HttpRequest, pk: UUID, order: int, kind: str) -> HttpResponse:
    return send(_made(_file(pk, order).blob, kind), kind, inline=True)


def light_name(name: str, kind: str) -> str:
    """Name the small file after the file it was made of."""
    return f"{PurePath(name).stem}（标清）.{'mp4' if kind == Kind.FILM_480 else 'jpg'}"


def _made(blob: Blob, kind: str) -> Blob:
    made = rendition_of(blob, kind)
    if made is None:
        raise Http404
    return made


def _count(request: HttpRequest, found: ItemFile) -> None:
    """Count a download where it begins, not each part of it."""
    if "Range" not in request.headers and request.method == "GET":
        actions.count_download(found.item, now=timezone.now())


def _file(pk: UUID, order: int) -> ItemFile:
    shelved = ItemFile.objects.filter(item__state=ItemState.SHELVED)
    return get_object_or_404(shelved.select_related("blob", "item"), item_id=pk, order=order)
