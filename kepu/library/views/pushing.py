"""Releasing (推送): pushes are gathered, looked at, released and taken back by operators."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.access.jurisdiction import within
from kepu.core.errors import Refused
from kepu.core.web import PersonRequest, reads
from kepu.journal.queries import history
from kepu.library import actions
from kepu.library.forms import GatherForm, WhyForm
from kepu.library.models import Push
from kepu.library.queries import pushes as queries

UNPROCESSABLE = 422


@needs(May.LIBRARY_RELEASE)
@reads
def pushes(request: PersonRequest) -> HttpResponse:
    page = {
        "pushes": queries.pushes_of(request.actor)[:100],
        "ready": queries.ready(request.actor).count(),
    }
    return render(request, "library/pushes.html", page)


@needs(May.LIBRARY_RELEASE)
def gather(request: PersonRequest) -> HttpResponse:
    ready = queries.ready(request.actor)
    form = GatherForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        works = ready.filter(pk__in=request.POST.getlist("work"))
        campaign = queries.campaigns_of(request.actor).filter(works__in=works).first()
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
