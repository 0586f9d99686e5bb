"""The public pages of campaigns: which run, what one of them asks, what hangs on its notice."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kepu.campaigns import queries, requirements
from kepu.campaigns.models import Attachment, Campaign
from kepu.core.web import open_to_all, reads
from kepu.media.send import send
from kepu.rulebook.spec import Spec


@open_to_all
@reads
def index(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    running = queries.open_campaigns(now)
    return render(
        request,
        "campaigns/index.html",
        {"running": running, "others": queries.other_campaigns(now), "now": now},
    )


@open_to_all
@reads
def page(request: HttpRequest, slug: str) -> HttpResponse:
    campaign = get_object_or_404(queries.public(), slug=slug)
    spec = queries.spec_of(campaign.version)  # type: ignore[arg-type]  # what is public has one
    here = request.build_absolute_uri(campaign.get_absolute_url())
    facts = facts_of(campaign, spec, here=here, now=timezone.now())
    return render(request, "campaigns/page.html", facts)


@open_to_all
@reads
def attachment(_: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Hand out a file of the notice, under the name it came with."""
    there = Attachment.objects.filter(removed_at=None, campaign__in=queries.public())
    found = get_object_or_404(there.select_related("blob"), campaign__slug=slug, pk=pk)
    return send(found.blob, found.name)


def facts_of(campaign: Campaign, spec: Spec, *, here: str, now: datetime) -> dict[str, Any]:
    """Gather what the page of a campaign shows, under whichever version it is asked for."""
    how = queries.standing(campaign, spec, now)
    return {
        "campaign": campaign,
        "spec": spec,
        "how": how,
        "progress": how.progress(now),
        "tables": requirements.tables(spec),
        "shared": requirements.shared(spec),
        "kinds": requirements.kinds(spec),
        "persons": any(klass.persons for klass in spec.classes),
        "papers": queries.papers(campaign, spec),
        "taken": queries.taken(campaign),
        "here": here,
        "now": now,
    }
