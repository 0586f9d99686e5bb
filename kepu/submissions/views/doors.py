"""The door to a campaign (入口): whoever may hand in chooses a category, and something is begun."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.shortcuts import get_object_or_404
from django.utils import timezone

from kepu.campaigns import queries as campaigns
from kepu.campaigns.requirements import tables
from kepu.core.errors import Refused
from kepu.core.web import PersonRequest
from kepu.orgs.models import Org

T = TypeVar("T")


def door(
    request: PersonRequest, slug: str, begin: Callable[..., T]
) -> tuple[T | None, dict[str, Any]]:
    """Begin in the category that was chosen; else say what the page needs, and why it was not."""
    campaign = get_object_or_404(campaigns.public(), slug=slug)
    spec, now = campaigns.spec_of(campaign.version), timezone.now()  # type: ignore[arg-type]
    org = get_object_or_404(Org.objects.select_related("place"), pk=request.actor.org_id)
    begun, says = None, ""
    if request.method == "POST":
        try:
            begun = begin(
                campaign, request.POST.get("category", ""), org=org, by=request.actor, now=now
            )
        except Refused as error:
            says = str(error)
    return begun, {
        "campaign": campaign,
        "spec": spec,
        "org": org,
        "how": campaigns.standing(campaign, spec, now),
        "barred": campaigns.barred(spec, org, campaign),
        "tables": tables(spec),
        "says": says,
        "now": now,
    }
