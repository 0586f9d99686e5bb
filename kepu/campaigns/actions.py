"""What can be done to campaigns. Every write to a Campaign, its versions and counter is here."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.campaigns.life import LIFE, State
from kepu.campaigns.models import Campaign, CampaignVersion, Counter
from kepu.campaigns.queries import span
from kepu.core.actor import Actor
from kepu.core.clock import in_china
from kepu.core.errors import Refused
from kepu.journal import actions as journal
from kepu.orgs.models import Org
from kepu.places.models import Place
from kepu.rulebook.spec import Spec, as_json, from_json


class SlugTaken(Refused):
    """Another campaign has this address."""

    code, says = "slug_taken", "网址代号“{slug}”已有活动在用，请换一个"


class OtherCampaign(Refused):
    """The new spec belongs to another campaign: codes and slug stay the same for life."""

    code, says = (
        "other_campaign",
        "新规格的网址代号是“{new}”，与活动的“{old}”不同，不能作为它的新版本",
    )


class CampaignOver(Refused):
    """A closed campaign gets no new version."""

    code, says = "campaign_over", "“{campaign}”已经结束，不能再改"


@transaction.atomic
def prepare(
    spec: Spec, *, host: Org, operator: Org | None = None, place: Place, by: Actor, now: datetime
) -> Campaign:
    """Set up a campaign from a notice's spec, not yet seen by the public (筹备)."""
    jurisdiction.insist(by, May.CAMPAIGN_RUN, place)
    if Campaign.objects.filter(slug=spec.slug).exists():
        raise SlugTaken(slug=spec.slug)
    campaign = Campaign.objects.create(
        slug=spec.slug,
        title=spec.title,
        host=host,
        operator=operator,
        place=place,
        draft=as_json(spec),
        **span(spec),
    )
    Counter.objects.create(campaign=campaign)
    journal.record("campaign.prepare", by=by, now=now, on=campaign, slug=spec.slug)
    return campaign


@transaction.atomic
def open_(campaign_id: UUID, *, by: Actor, now: datetime) -> Campaign:
    """Open a campaign to the public: its spec is frozen as version 1 (开放)."""
    campaign = _locked(campaign_id)
    if campaign.draft is not None:
        campaign.version = _freeze(campaign, from_json(campaign.draft), now=now)
        campaign.draft = None
    LIFE.move(campaign, "open", by=by, now=now, version=1)
    return campaign


@transaction.atomic
def revise(campaign_id: UUID, spec: Spec, *, by: Actor, now: datetime) -> Campaign:
    """Put a changed spec in force; works handed in before stay with their version (修订)."""
    campaign = _locked(campaign_id)
    jurisdiction.insist(by, May.CAMPAIGN_RUN, campaign)
    if spec.slug != campaign.slug:
        raise OtherCampaign(new=spec.slug, old=campaign.slug)
    if campaign.state == State.CLOSED:
        raise CampaignOver(campaign=campaign)
    if campaign.state == State.DRAFT:
        campaign.draft = as_json(spec)
    else:
        campaign.version = _freeze(campaign, spec, now=now)
    campaign.title = spec.title
    for name, value in span(spec).items():
        setattr(campaign, name, value)
    campaign.save()
    number = campaign.version.number if campaign.version else 0
    journal.record("campaign.revise", by=by, now=now, on=campaign, version=number)
    return campaign


@transaction.atomic
def close(campaign_id: UUID, *, by: Actor, now: datetime, why: str = "") -> Campaign:
    """End a campaign: nothing more is handed in, rolling or not (结束)."""
    campaign = _locked(campaign_id)
    LIFE.move(campaign, "close", by=by, now=now, why=why)
    return campaign


@journal.quiet("a part of handing in, whose line holds the number")
def next_number(campaign: Campaign, spec: Spec, *, by: Actor, now: datetime) -> str:  # noqa: ARG001
    """Take the next human number (编号); its row is held until the handing in is committed."""
    Counter.objects.filter(campaign=campaign).update(last=F("last") + 1)
    last = Counter.objects.get(campaign=campaign).last
    return spec.number.format(year=in_china(now).year, serial=last)


def _locked(campaign_id: UUID) -> Campaign:
    return (
        Campaign.objects.select_for_update(of=("self",))
        .select_related("version")
        .get(pk=campaign_id)
    )


def _freeze(campaign: Campaign, spec: Spec, *, now: datetime) -> CampaignVersion:
    raw = as_json(spec)
    text = json.dumps(raw, ensure_ascii=False, sort_keys=True)
    return CampaignVersion.objects.create(
        campaign=campaign,
        number=campaign.versions.count() + 1,
        spec=raw,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        opened_at=now,
    )
