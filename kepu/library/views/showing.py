"""One item: its page, and every byte of it that is shown or taken home."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from kepu.core.web import open_to_all, reads
from kepu.library import actions
from kepu.library.life import ItemState
from kepu.library.models import Item, ItemFile, Shelf
from kepu.library.queries import packs
from kepu.library.queries.linked import linked
from kepu.library.queries.pushes import gone_since
from kepu.library.queries.sheets import SMALL, Sheet, neighbours, sheet_of, small_name
from kepu.look import sharecard
from kepu.media import store
from kepu.media.models import Kind
from kepu.media.queries import rendition_of
from kepu.media.send import send, send_pack

GONE = 410
FILE, SHOW, LIGHT = "file", "show", "light"


@open_to_all
@reads
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    sheet = sheet_of(pk, request.GET.get("n", ""))
    if sheet is None:
        raise Http404
    if sheet.item.state != ItemState.SHELVED:
        gone = {"item": sheet.item, "since": gone_since(sheet.item)}
        return render(request, "library/gone.html", gone, status=GONE)
    card = reverse("library:card", args=[pk])
    page = {
        "sheet": sheet,
        "item": sheet.item,
        "card": card,
        "near": neighbours(sheet),
        "packs": packs.offers(sheet),
        "address": request.build_absolute_uri(sheet.item.get_absolute_url()),
        "picture": request.build_absolute_uri(picture_of(sheet, card)),
        "linked": linked(sheet, settings.KEPU.site_name, request.build_absolute_uri),
    }
    return render(request, "library/item.html", page)


@open_to_all
@reads
def card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Draw the card that passes an item on (分享卡)."""
    sheet = sheet_of(pk)
    if sheet is None or sheet.item.state != ItemState.SHELVED:
        raise Http404
    item, address = sheet.item, request.build_absolute_uri(sheet.item.get_absolute_url())
    told = sharecard.Card(
        title=item.title,
        owner=item.rights_holder or item.recommender,
        about=" · ".join(filter(None, (item.get_shelf_display(), item.measure, item.number))),
        site=settings.KEPU.site_name,
        url=address,
    )
    return HttpResponse(_drawn(told, sheet), content_type="image/png")


def _drawn(told: sharecard.Card, sheet: Sheet) -> bytes:
    made = sheet.current.made.get(Kind.THUMB_1280) if sheet.current else None
    if made is None:
        return sharecard.draw(told)
    with store.lent(made.sha256) as path, path.open("rb") as picture:
        return sharecard.draw(told, picture)


def picture_of(sheet: Sheet, card: str) -> str:
    """Give the picture that stands for an item where its link is passed on."""
    current = sheet.current
    return (current.large if current else "") or card


@open_to_all
@reads
def file(request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    found = _file(pk, order)
    _count(request, found.item)
    return sent(found, FILE)


@open_to_all
@reads
def show(_request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    return sent(_file(pk, order), SHOW)


@open_to_all
@reads
def light(request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    """Send the small file (标清下载), for phones and slow lines."""
    found = _file(pk, order)
    response = sent(found, LIGHT)
    _count(request, found.item)
    return response


@open_to_all
@reads
def everything(request: HttpRequest, pk: UUID, what: str) -> HttpResponse:
    """Send all files of an item as one (打包下载), those that its page offers so."""
    sheet = sheet_of(pk)
    if sheet is None or sheet.item.state != ItemState.SHELVED:
        raise Http404
    here = reverse("library:everything", args=[pk, what])
    if here not in {offer.url for offer in packs.offers(sheet)}:
        raise Http404
    address = request.build_absolute_uri(sheet.item.get_absolute_url())
    _count(request, sheet.item)
    name = f"{sheet.item.title}{'（标清）' if what == LIGHT else ''}.zip"
    return send_pack(packs.pack_of(sheet, what, address), name)


@open_to_all
@reads
def rendition(_request: HttpRequest, pk: UUID, order: int, kind: str) -> HttpResponse:
    return sent(_file(pk, order), kind)


def sent(found: ItemFile, what: str) -> HttpResponse:
    """Send what an address below a file names: the file, the file to look at, what was made."""
    if what in {FILE, SHOW}:
        return send(found.blob, found.name, inline=what == SHOW)
    small = SMALL.get(Shelf(found.item.shelf), "")
    made = rendition_of(found.blob, small if what == LIGHT else what)
    if made is None:
        raise Http404
    if what != LIGHT:
        return send(made, what, inline=True)
    return send(made, small_name(Shelf(found.item.shelf), found.name))


def _count(request: HttpRequest, item: Item) -> None:
    """Count a download where it begins, not each part of it."""
    if "Range" not in request.headers and request.method == "GET":
        actions.count_download(item, now=timezone.now())


def _file(pk: UUID, order: int) -> ItemFile:
    shelved = ItemFile.objects.filter(item__state=ItemState.SHELVED, item__push__held=False)
    return get_object_or_404(shelved.select_related("blob", "item"), item_id=pk, order=order)
