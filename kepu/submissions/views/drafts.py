"""The drafts of a campaign in one table (草稿表): what each lacks, and handing in many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns import queries as campaigns
from kepu.campaigns.models import Campaign
from kepu.core.errors import Refused
from kepu.core.ids import uuid_of
from kepu.core.keyset import page as page_of
from kepu.core.web import PersonRequest
from kepu.orgs.models import Org
from kepu.submissions import actions, forms, queries
from kepu.submissions.life import State
from kepu.submissions.models import Work
from kepu.submissions.views.discarding import MOST, tell

A_PAGE = 50
AT_A_TIME = 20  # works handed in by one request, so that the page says how far it is


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of handing in one draft (办理结果)."""

    work: Work
    says: str = ""

    @property
    def is_in(self) -> bool:
        return not self.says


@needs(May.WORK_SUBMIT)
def drafts(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the drafts of a campaign, and hand in those that were ticked, or all that may be."""
    campaign = get_object_or_404(campaigns.public(), slug=slug)
    if request.method != "POST":
        return render(request, "submissions/many/drafts.html", _facts(request, campaign))
    if request.POST.get("do", "").startswith("discard"):
        works = actions.discard(_given_up(request, campaign), by=request.actor, now=timezone.now())
        tell(request, works)
        return redirect(request.get_full_path())
    part = "results" if getattr(request, "htmx", False) else "sent"
    return render(request, f"submissions/many/{part}.html", _sent(request, campaign))


def _facts(request: PersonRequest, campaign: Campaign) -> dict[str, Any]:
    batch = _batch(request)
    found = queries.drafts_of(request.actor, campaign, batch)
    page = page_of(found, request.GET, key="id", size=A_PAGE)
    org = get_object_or_404(Org.objects.select_related("place"), pk=request.actor.org_id)
    rows, now = queries.draft_rows(page.rows), timezone.now()
    spec = campaigns.spec_of(campaign.version)  # type: ignore[arg-type]
    kinds = {row.work.category: row.category for row in rows}
    return {
        "campaign": campaign,
        "batch": batch,
        "page": page,
        "rows": rows,
        "ready_here": sum(row.is_ready for row in rows),
        "ready": len(queries.ready_among(found)),
        "total": found.count(),
        "kinds": sorted(kinds.items()),
        "rooms": [
            room
            for kind in sorted(kinds)
            for room in queries.rooms(queries.sample(campaign, spec, org, kind), spec, now)
        ],
        "how": campaigns.standing(campaign, spec, now),
        "now": now,
    }


def _sent(request: PersonRequest, campaign: Campaign) -> dict[str, Any]:
    """Hand in what was ticked, or the next of all that may be, each by itself."""
    found = queries.drafts_of(request.actor, campaign, _batch(request))
    said, left = request.POST, 0
    if said.get("do") == "all":
        ready = queries.ready_among(found, after=uuid_of(said.get("after", "")))
        chosen, left = ready[:AT_A_TIME], len(ready[AT_A_TIME:])
    else:
        ids = [pk for pk in map(uuid_of, said.getlist("work")) if pk][:A_PAGE]
        mine = queries.works_of(request.actor).filter(campaign=campaign, pk__in=ids)
        chosen = list(mine.order_by("pk"))
    results = [_one(request, work) for work in chosen]
    before = [max(0, forms.count_of(said.get(name, ""))) for name in ("sent", "kept")]
    sent = sum(one.is_in for one in results)
    return {
        "campaign": campaign,
        "results": results,
        "sent": before[0] + sent,
        "kept": before[1] + len(results) - sent,
        "left": left,
        "after": chosen[-1].pk if chosen and left else "",
    }


def _given_up(request: PersonRequest, campaign: Campaign) -> list[UUID]:
    """Read which drafts are given up: ``discard:<draft>``, or ``discard_all`` of a batch."""
    deed, _, said = request.POST["do"].partition(":")
    batch, which = _batch(request), uuid_of(said)
    if deed == "discard_all" and batch:
        found = queries.drafts_of(request.actor, campaign, batch)
        return list(found.values_list("pk", flat=True)[:MOST])
    return [which] if which else []


def _one(request: PersonRequest, work: Work) -> Sent:
    """Hand one draft in; what somebody else handed in meanwhile is in all the same."""
    try:
        return Sent(actions.submit(work.pk, by=request.actor, now=timezone.now()))
    except Refused as error:
        work.refresh_from_db(fields=["state", "number"])
        return Sent(work, "" if work.state == State.HANDED_IN else str(error))


def _batch(request: PersonRequest) -> UUID | None:
    """Read which batch the table is narrowed to; nonsense narrows nothing."""
    return uuid_of(request.GET.get("batch", ""))
