"""Pages of the library: found by anybody, filled by operators."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.access.jurisdiction import within
from kepu.core.errors import Refused
from kepu.core.web import PersonRequest, open_to_all, reads
from kepu.journal.queries import history
from kepu.library import actions
from kepu.library.forms import SORTS, GatherForm, WantedForm, WhyForm
from kepu.library.life import ItemState
from kepu.library.models import ItemFile, Push
from kepu.library.queries import items as queries
from kepu.library.queries import pushes as push_queries
from kepu.library.queries.suggest import suggestions
from kepu.media.models import Kind
from kepu.media.queries import rendition_of
from kepu.media.send import send

UNPROCESSABLE, GONE = 422, 410
MORE = ("region", "year", "org")  # the filters that are folded away until they are wanted


@open_to_all
@reads
def items(request: HttpRequest) -> HttpResponse:
    wanted = WantedForm(request.GET).wanted()
    found = queries.find(wanted, request.GET.get("after", ""))
    more = [facet for facet in found.facets if facet.name in MORE]
    page = {
        "wanted": wanted,
        "found": found,
        "first": [facet for facet in found.facets if facet not in more],
        "more": more,
        "more_is_set": any(facet.is_set for facet in more),
        "sorts": [
            (wanted.address_with({"sort": sort}), label, wanted.sort == sort)
            for sort, label in SORTS
        ],
    }
    return render(request, "library/items.html", page)


@open_to_all
@reads
def suggest(request: HttpRequest) -> HttpResponse:
    found = suggestions(request.GET.get("q", ""))
    return render(request, "library/suggestions.html", {"found": found})


@open_to_all
@reads
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    shown = get_object_or_404(queries.shown(pk))
    if shown.state != ItemState.SHELVED:
        return render(request, "library/gone.html", {"item": shown}, status=GONE)
    files = list(shown.files.all())
    small = queries.light(shown, files)
    number = request.GET.get("n", "1")
    current = next((file for file in files if str(file.order) == number), files[0])
    page = {
        "item": shown,
        "files": files,
        "takes": [(file, small.get(file.blob_id)) for file in files],
        "current": current,
        "plays_small": current.blob_id in small,
        "size": sum(file.blob.size for file in files),
        "near": queries.near(shown),
        "address": request.build_absolute_uri(shown.get_absolute_url()),
    }
    return render(request, "library/item.html", page)


@open_to_all
@reads
def file(request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    found = _file(pk, order)
    if "Range" not in request.headers and request.method == "GET":
        actions.count_download(found.item, now=timezone.now())
    return send(found.blob, found.name)


@open_to_all
@reads
def show(_request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    found = _file(pk, order)
    return send(found.blob, found.name, inline=True)


@open_to_all
@reads
def light(request: HttpRequest, pk: UUID, order: int) -> HttpResponse:
    """Send the small film (标清下载), for phones and slow lines."""
    found = _file(pk, order)
    made = rendition_of(found.blob, Kind.FILM_480)
    if made is None:
        raise Http404
    if "Range" not in request.headers and request.method == "GET":
        actions.count_download(found.item, now=timezone.now())
    return send(made, f"{PurePath(found.name).stem}（标清）.mp4")


@open_to_all
@reads
def rendition(_request: HttpRequest, pk: UUID, order: int, kind: str) -> HttpResponse:
    found = _file(pk, order)
    made = rendition_of(found.blob, kind)
    if made is None:
        raise Http404
    return send(made, kind, inline=True)


@needs(May.LIBRARY_RELEASE)
@reads
def pushes(request: PersonRequest) -> HttpResponse:
    page = {
        "pushes": push_queries.pushes_of(request.actor)[:100],
        "ready": push_queries.ready(request.actor).count(),
    }
    return render(request, "library/pushes.html", page)


@needs(May.LIBRARY_RELEASE)
def gather(request: PersonRequest) -> HttpResponse:
    ready = push_queries.ready(request.actor)
    form = GatherForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        works = ready.filter(pk__in=request.POST.getlist("work"))
        campaign = push_queries.campaigns_of(request.actor).filter(works__in=works).first()
        try:
            if campaign is None:
                raise actions.NothingToPush
            made = actions.gather(
                campaign,
                form.cleaned_data["name"],
                work_ids=[work.pk for work in works if work.campaign_id == campaign.pk],
                by=request.actor,
                now=timezone.now(),
            )
            return redirect(made)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    chosen = request.POST.getlist("work")
    page = {"form": form, "works": ready[:300], "chosen": chosen}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "library/gather.html", page, status=status)


@needs(May.LIBRARY_RELEASE)
@reads
def push(request: PersonRequest, pk: UUID) -> HttpResponse:
    shown = _push(request, pk)
    works = shown.works.select_related("org", "place", "item").order_by("submitted_at", "pk")
    page = {"push": shown, "works": works, "why": WhyForm(), "past": history("push", pk)[:20]}
    return render(request, "library/push.html", page)


@needs(May.LIBRARY_RELEASE)
@require_POST
def release(request: PersonRequest, pk: UUID) -> HttpResponse:
    released = actions.release(_push(request, pk), by=request.actor, now=timezone.now())
    return redirect(released)


@needs(May.LIBRARY_RELEASE)
@require_POST
def roll_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    shown, form = _push(request, pk), WhyForm(request.POST)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.roll_back(shown, by=request.actor, now=timezone.now(), why=why)
        return redirect(shown)
    works = shown.works.select_related("org", "place", "item").order_by("submitted_at", "pk")
    page = {"push": shown, "works": works, "why": form, "past": history("push", pk)[:20]}
    return render(request, "library/push.html", page, status=UNPROCESSABLE)


def _push(request: PersonRequest, pk: UUID) -> Push:
    mine = within(Push.objects.all(), request.actor, May.LIBRARY_RELEASE)
    return get_object_or_404(mine.select_related("campaign").annotate(size=Count("works")), pk=pk)


def _file(pk: UUID, order: int) -> ItemFile:
    shelved = ItemFile.objects.filter(item__state=ItemState.SHELVED)
    return get_object_or_404(shelved.select_related("blob", "item"), item_id=pk, order=order)
