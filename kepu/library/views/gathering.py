"""Gathering (建批次): passed works of one campaign are found, picked, or all of them taken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.access.jurisdiction import within
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.core import keyset
from kepu.core.clock import in_china
from kepu.core.errors import Refused
from kepu.core.ids import uuid_of
from kepu.core.web import UNPROCESSABLE, PersonRequest, posted
from kepu.library import actions
from kepu.library.forms import GatherForm
from kepu.library.life import PushState
from kepu.library.models import Push
from kepu.library.queries import pushes as queries
from kepu.submissions.models import Work
from kepu.submissions.queries import matching

OK = 200
A_PAGE = 50


@needs(May.LIBRARY_RELEASE)
def gather(request: PersonRequest) -> HttpResponse:
    """Pick works for a new push: those ticked on this page, or all that match."""
    campaigns = queries.campaigns_ready(request.actor)
    asked = uuid_of(request.GET.get("campaign", ""))
    campaign = next((one for one in campaigns if one.pk == asked), next(iter(campaigns), None))
    if campaign is None:
        return render(request, "library/gather.html", {"campaigns": []})
    form = GatherForm(posted(request), initial={"name": _suggested(campaign)})
    found = _found(request, campaign)
    if request.method == "POST" and form.is_valid():
        name, ids = form.cleaned_data["name"], _picked(request, found)
        try:
            made = actions.gather(
                campaign, name, work_ids=ids, by=request.actor, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(made)
    return _page(request, found, {"form": form, "campaigns": campaigns, "campaign": campaign})


@needs(May.LIBRARY_RELEASE)
def widen(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Pick more works for a push that is not released yet."""
    push = _open_push(request, pk)
    found, says = _found(request, push.campaign), ""
    if request.method == "POST":
        ids = _picked(request, found)
        try:
            actions.widen(push, work_ids=ids, by=request.actor, now=timezone.now())
        except Refused as refusal:
            says = str(refusal)
        else:
            messages.success(request, f"又加了 {len(ids)} 件")
            return redirect(push)
    return _page(request, found, {"push": push, "campaign": push.campaign, "says": says})


@needs(May.LIBRARY_RELEASE)
@require_POST
def dissolve(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give a push up before it is released."""
    push = _open_push(request, pk)
    actions.dissolve(push, by=request.actor, now=timezone.now())
    messages.success(request, f"“{push}”已取消，里面的作品回到等着入库的作品里")
    return redirect("library:pushes")


def _open_push(request: PersonRequest, pk: UUID) -> Push:
    mine = within(Push.objects.all(), request.actor, May.LIBRARY_RELEASE)
    waiting = mine.filter(state=PushState.GATHERING).select_related("campaign")
    return get_object_or_404(waiting, pk=pk)


def _found(request: PersonRequest, campaign: Campaign) -> QuerySet[Work]:
    ready = queries.ready(request.actor).filter(campaign=campaign)
    return matching(ready, request.GET.get("q", "")[:80])


def _picked(request: PersonRequest, found: QuerySet[Work]) -> list[UUID]:
    """Read what was picked: all that match, the oldest first, or what is ticked."""
    if request.POST.get("do") == "all":
        return list(found.values_list("pk", flat=True)[: actions.MOST_IN_PUSH])
    ticked = filter(None, map(uuid_of, request.POST.getlist("work")))
    return list(found.filter(pk__in=list(ticked)).values_list("pk", flat=True))


def _suggested(campaign: Campaign) -> str:
    """Suggest a name: which batch of the campaign this is."""
    before = Push.objects.filter(campaign=campaign).count()
    return f"{in_china(timezone.now()).year} 年第 {before + 1} 批"


def _page(request: PersonRequest, found: QuerySet[Work], told: dict[str, Any]) -> HttpResponse:
    works = found.select_related("version").defer("version__spec")
    page = keyset.page(works, request.GET, key="submitted_at", size=A_PAGE)
    facts = {
        "page": page,
        "rows": [(work, spec_of(work.version).category(work.category).label) for work in page.rows],
        "total": found.count(),
        "most": actions.MOST_IN_PUSH,
        "q": request.GET.get("q", "")[:80],
        "chosen": request.POST.getlist("work"),
        **told,
    }
    refused = request.method == "POST"
    return render(request, "library/gather.html", facts, status=UNPROCESSABLE if refused else OK)
