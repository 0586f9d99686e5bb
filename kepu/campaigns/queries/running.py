"""Questions of those who run campaigns: which are theirs, what changed in them, who is in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from kepu.access.duties import DUTIES, May, Scope, gives
from kepu.access.jurisdiction import within
from kepu.access.models import Appointment
from kepu.access.queries import in_force
from kepu.campaigns.models import Attachment, Campaign, CampaignVersion
from kepu.campaigns.queries.shown import spec_of
from kepu.core.actor import Actor
from kepu.journal import queries as journal
from kepu.orgs.queries import SHOWN, Event, told
from kepu.people.models import Person
from kepu.people.queries import people_of
from kepu.rulebook.changed import Change, changes
from kepu.rulebook.doubts import Fewer, fewer
from kepu.rulebook.spec import Spec, from_json

VERBS = {  # what the history of a campaign calls each of its verbs
    "campaign.prepare": "建立草稿",
    "campaign.open": "开放",
    "campaign.revise": "修订",
    "campaign.close": "结束",
    "campaign.entrust": "确定承办单位",
    "campaign.attach": "放上附件",
    "campaign.detach": "撤下附件",
    "judgement.ask_again": "提请重新检查已交的文件",
    "judgement.reconsider_all": "重新检查完成",
}
BETWEEN = re.compile(r"[\s、，,；;]+")
MOST_NAMES = 50


def mine(actor: Actor) -> QuerySet[Campaign]:
    """List the campaigns an actor runs; specs are not loaded."""
    run = within(Campaign.objects.all(), actor, May.CAMPAIGN_RUN)
    shown = run.select_related("host", "operator", "version", "counter")
    return shown.defer("version__spec", "draft")


def of_mine(actor: Actor) -> QuerySet[Campaign]:
    """Give the campaigns an actor runs, each with all that is in it."""
    run = within(Campaign.objects.all(), actor, May.CAMPAIGN_RUN)
    return run.select_related("host", "operator", "place", "version")


def attachments_of(actor: Actor) -> QuerySet[Attachment]:
    """List the attachments of the campaigns an actor runs, those taken down too."""
    mine = within(Attachment.objects.all(), actor, May.CAMPAIGN_RUN)
    return mine.select_related("blob")


def spec_now(campaign: Campaign) -> Spec:
    """Read the spec of a campaign as it stands: the draft, or the version in force."""
    if campaign.version is not None:
        return spec_of(campaign.version)
    return from_json(campaign.draft or {})


def versions_of(campaign: Campaign) -> QuerySet[CampaignVersion]:
    """List the versions of a campaign, the newest on top."""
    return campaign.versions.order_by("-number")


def differences(version: CampaignVersion) -> list[Change]:
    """Say what a version changed against the one before it."""
    before = version_before(version)
    return changes(spec_of(before), spec_of(version)) if before else []


def fewer_in(version: CampaignVersion) -> list[Fewer]:
    """List the slots of which a version takes fewer files than the one before it."""
    before = version_before(version)
    return fewer(spec_of(before), spec_of(version)) if before else []


def version_before(version: CampaignVersion) -> CampaignVersion | None:
    earlier = CampaignVersion.objects.filter(campaign=version.campaign_id)
    return earlier.filter(number=version.number - 1).first()


def past_of(campaign: Campaign) -> list[Event]:
    """Tell what happened to a campaign (经过), newest first."""
    return told(journal.history("campaign", campaign.pk)[:SHOWN], VERBS)


def to_appoint_in(actor: Actor) -> QuerySet[Campaign]:
    """Give the campaigns into which an actor may call people."""
    run = within(Campaign.objects.all(), actor, May.APPOINT)
    return run.select_related("host", "operator").defer("draft")


def may_call(actor: Actor) -> list[tuple[str, str]]:
    """List the duties an actor may give in a campaign, as choices."""
    return [
        (code, duty.label)
        for code, duty in DUTIES.items()
        if code in gives(actor.duty) and Scope.CAMPAIGN in duty.scopes
    ]


def called(campaign: Campaign) -> QuerySet[Appointment]:
    """List who was ever called into a campaign."""
    seats = Appointment.objects.filter(campaign_id=campaign.pk, scope=Scope.CAMPAIGN)
    return seats.select_related("person", "of_org")


def seat_of(person: Person, now: datetime) -> UUID | None:
    """Give the organisation a person sits in: that of their first appointment in force."""
    seats = in_force(now).filter(person=person).exclude(scope=Scope.CAMPAIGN)
    return seats.order_by("starts_at").values_list("of_org_id", flat=True).first()


def unfound(text: str, people: Iterable[Person]) -> list[str]:
    """Name those asked for of whom nobody was found."""
    known = {said for person in people for said in (person.name, person.login)}
    asked = dict.fromkeys(one for one in BETWEEN.split(text) if one)
    return [one for one in asked if not any(one in said for said in known)]


def candidates(actor: Actor, text: str, now: datetime) -> list[Person]:
    """Find people by their full names or log-in names, several at once; a part within reach.

    Experts come from anywhere, so whoever knows a full name finds its bearer.
    """
    asked = [one for one in BETWEEN.split(text) if one][:MOST_NAMES]
    if not asked:
        return []
    found = Q(name__in=asked) | Q(login__in=asked)
    if len(asked) == 1:
        near = people_of(actor, now).filter(name__contains=asked[0])
        found |= Q(pk__in=near.values("pk"))
    hats = in_force(now).select_related("of_org", "place", "org").order_by("starts_at")
    people = Person.objects.filter(found, is_active=True)
    shown = people.prefetch_related(Prefetch("appointments", hats, to_attr="hats"))
    return list(shown.order_by("name", "pk")[:MOST_NAMES])
