"""What can be done to campaigns. Every write to a Campaign, its versions and counter is here."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kepu.access import actions as access
from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.access.models import Appointment
from kepu.campaigns.life import LIFE, State
from kepu.campaigns.models import Attachment, Campaign, CampaignVersion, Counter
from kepu.campaigns.queries import seat_of, span
from kepu.core.actor import Actor
from kepu.core.clock import in_china
from kepu.core.errors import Refused
from kepu.journal import actions as journal
from kepu.media.actions import hold
from kepu.media.models import Blob
from kepu.orgs.models import Org
from kepu.people import actions as people
from kepu.people.models import Person
from kepu.places.models import Place
from kepu.rulebook.spec import Spec, as_json, from_json

RESERVED = frozenset({"mine"})  # addresses of our own pages below /campaigns/


class SlugTaken(Refused):
    """Another campaign has this address."""

    code, says = "slug_taken", "网址代号“{slug}”已有活动在用，请换一个"


class OtherCampaign(Refused):
    """The new spec belongs to another campaign: codes and slug stay the same for life."""

    code, says = (
        "other_campaign",
        "新设置的网址代号是“{new}”，与活动的“{old}”不同，不能作为它的新版本",
    )


class CampaignOver(Refused):
    """A closed campaign gets no new version."""

    code, says = "campaign_over", "“{campaign}”已经结束，不能再改"


class NothingChanged(Refused):
    """A revision that changes nothing is none."""

    code, says = "nothing_changed", "与现行的第 {number} 版没有差别，不需要修订"


class SameFile(Refused):
    """This very file hangs on the campaign already."""

    code, says = "same_file", "这份文件已经在附件里了：“{label}”"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody without an account who is called into a campaign (新开账号)."""

    login: str
    name: str
    org: Org


@transaction.atomic
def prepare(
    spec: Spec, *, host: Org, operator: Org | None = None, place: Place, by: Actor, now: datetime
) -> Campaign:
    """Set up a campaign from a notice's spec, not yet seen by the public (筹备).

    The host must lie in reach, and so must the place, unless it is the host's own.
    """
    jurisdiction.insist(by, May.CAMPAIGN_RUN, host)
    if place.pk != host.place_id:
        jurisdiction.insist(by, May.CAMPAIGN_RUN, place)
    if spec.slug in RESERVED or Campaign.objects.filter(slug=spec.slug).exists():
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
    elif campaign.version and campaign.version.spec == as_json(spec):
        raise NothingChanged(number=campaign.version.number)
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


@transaction.atomic
def entrust(campaign_id: UUID, operator: Org | None, *, by: Actor, now: datetime) -> Campaign:
    """Say which organisation undertakes a campaign for its host (确定承办单位)."""
    campaign = _locked(campaign_id)
    jurisdiction.insist(by, May.CAMPAIGN_RUN, campaign)
    campaign.operator = operator
    campaign.save()
    to = str(operator.pk) if operator else ""
    journal.record("campaign.entrust", by=by, now=now, on=campaign, to=to)
    return campaign


@transaction.atomic
def call_in(
    campaign_id: UUID,
    who: Sequence[Person | Newcomer],
    duty: str,
    *,
    until: datetime | None = None,
    by: Actor,
    now: datetime,
) -> list[tuple[Appointment, str]]:
    """Appoint operators or experts into a campaign, all or none (任命).

    Gives each appointment, with the first password of an account that was opened for it.
    """
    campaign = _locked(campaign_id)
    called = []
    for one in who:
        person, password, org_id = _known(one, campaign, by=by, now=now)
        appointment = access.appoint(
            person.pk, duty, of_org_id=org_id, by=by, now=now, until=until, campaign_id=campaign_id
        )
        called.append((appointment, password))
    return called


@transaction.atomic
def let_go(
    seats: Sequence[Appointment], *, why: str, by: Actor, now: datetime
) -> list[Appointment]:
    """End appointments in a campaign, all or none (卸任)."""
    return [access.dismiss(seat, by=by, now=now, why=why) for seat in seats]


@transaction.atomic
def attach(
    campaign_id: UUID, blob: Blob, *, label: str, name: str, by: Actor, now: datetime
) -> Attachment:
    """Hang a file on a campaign for everybody to take home (附件)."""
    campaign = _locked(campaign_id)
    jurisdiction.insist(by, May.CAMPAIGN_RUN, campaign)
    blob = hold(blob)
    if there := campaign.attachments.filter(blob=blob, removed_at=None).first():
        raise SameFile(label=there.label)
    attachment = campaign.attachments.create(blob=blob, label=label, name=name, added_at=now)
    journal.record("campaign.attach", by=by, now=now, on=campaign, attachment=str(attachment.pk))
    return attachment


@transaction.atomic
def detach(attachment_id: UUID, *, by: Actor, now: datetime) -> Attachment:
    """Take a file off the page of a campaign (撤下附件); what it was stays on record."""
    attachment = Attachment.objects.select_for_update().get(pk=attachment_id)
    jurisdiction.insist(by, May.CAMPAIGN_RUN, attachment)
    if attachment.removed_at is None:
        attachment.removed_at = now
        attachment.save()
        on = ("campaign", attachment.campaign_id)
        journal.record("campaign.detach", by=by, now=now, on=on, attachment=str(attachment.pk))
    return attachment


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


def _known(
    one: Person | Newcomer, campaign: Campaign, *, by: Actor, now: datetime
) -> tuple[Person, str, UUID]:
    """Give a person with the organisation they sit in; opens an account where there is none."""
    if isinstance(one, Person):
        return one, "", seat_of(one, now) or campaign.operator_id or campaign.host_id
    password = people.first_password()
    person = people.register(one.login, name=one.name, password=password, by=by, now=now)
    return person, password, one.org.pk


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
