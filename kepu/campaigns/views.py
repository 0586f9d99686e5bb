"""The public pages of campaigns: which run, and what one of them asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kepu.campaigns import queries, requirements
from kepu.campaigns.models import CampaignVersion
from kepu.core.web import open_to_all, reads


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
    version: CampaignVersion = campaign.version  # type: ignore[assignment]
    spec, now = queries.spec_of(version), timezone.now()
    how = queries.standing(campaign, spec, now)
    return render(
        request,
        "campaigns/page.html",
        {
            "campaign": campaign,
            "version": version,
            "spec": spec,
            "how": how,
            "progress": how.progress(now),
            "tables": requirements.tables(spec),
            "shared": requirements.shared(spec),
            "kinds": requirements.kinds(spec),
            "taken": queries.taken(campaign),
            "here": request.build_absolute_uri(campaign.get_absolute_url()),
            "now": now,
        },
    )
