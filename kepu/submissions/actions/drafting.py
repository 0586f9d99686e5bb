"""Starting a work and saving what is typed, every two seconds if need be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.campaigns.models import Campaign, CampaignVersion
from kepu.campaigns.queries import Phase, Standing, barred, class_of, spec_of, standing
from kepu.checks import actions as checks
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.look.words import deadline, moment
from kepu.orgs.models import Org
from kepu.rulebook.answers import Answer, each
from kepu.rulebook.spec import Spec
from kepu.submissions import queries
from kepu.submissions.actions.refusals import (
    CampaignClosed,
    EditedElsewhere,
    ItemShut,
    NoSuchCategory,
    NotEligible,
    NotYetOpen,
    ShutNow,
)
from kepu.submissions.models import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the form says now (填报内容): subtype, answers by field, texts by slot."""

    subtype: str = ""
    fields: Mapping[str, Answer] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)

    def is_kept_in(self, work: Work) -> bool:
        """Tell whether the work says all this already, as after a second click."""
        return (
            self.subtype == work.subtype
            and all(work.fields.get(code, "") == answer for code, answer in self.fields.items())
            and all(work.typed.get(code, "") == text for code, text in self.typed.items())
        )


@transaction.atomic
def start(campaign: Campaign, category: str, *, org: Org, by: Actor, now: datetime) -> Work:
    """Begin a draft in a category of a campaign, for an organisation that may hand in (建稿)."""
    version = insist_may_begin(campaign, category, org=org, by=by, now=now)
    klass = class_of(spec_of(version), org, campaign)
    work = Work.objects.create(
        campaign=campaign,
        version=version,
        org=org,
        place=org.place,
        klass=klass.code if klass else "",
        category=category,
        saved_at=now,
        created_by=by.person_id,
    )
    journal.record("work.start", by=by, now=now, on=work, category=category)
    return work


def insist_may_begin(
    campaign: Campaign, category: str, *, org: Org, by: Actor, now: datetime
) -> CampaignVersion:
    """Refuse whoever may not begin a work of this category now; give the version it is under."""
    jurisdiction.insist(by, May.WORK_SUBMIT, org)
    if campaign.version is None:
        raise NotYetOpen(campaign=campaign, opens="还没有开始")
    spec = spec_of(campaign.version)
    if category not in {one.code for one in spec.categories}:
        raise NoSuchCategory
    insist_open(campaign, spec, category, now=now)
    if why := barred(spec, org, campaign):
        raise NotEligible(why=why[0], remedy=why[1])
    return campaign.version


@journal.quiet("autosave, every two seconds; handing in writes the line")
@transaction.atomic
def save(work_id: UUID, draft: Draft, *, seen: int, by: Actor, now: datetime) -> Work:
    """Keep what was typed (存草稿); ``seen`` is how often it had been edited when it was shown.

    Said twice, it is kept once: only other words than those kept since are a clash.
    """
    work = own(work_id, by=by)
    if work.edits != seen and draft.is_kept_in(work):
        return work
    if work.edits != seen:
        raise EditedElsewhere
    spec = spec_of(work.version)
    told = queries.told(work)
    _take_over(work, draft, spec)
    work.edits, work.saved_at = work.edits + 1, now
    work.save()
    if queries.told(work) != told:
        tell_checks(work, spec, told, by=by, now=now)
    return work


@transaction.atomic
def take_over(work_id: UUID, source: Work, *, by: Actor, now: datetime) -> Work:
    """Fill what is still empty from an earlier work; title, promises and files stay (带入)."""
    work = own(work_id, by=by)
    jurisdiction.insist(by, May.WORK_SUBMIT, source)
    asked = spec_of(work.version).fields_of(work.category)
    for one in asked:
        usual = one.kind != "declaration" and one.code != "title"
        if usual and not each(work.fields.get(one.code, "")) and work.may_change(one.code):
            work.fields[one.code] = source.fields.get(one.code, "")
    if not work.subtype and work.may_change("subtype"):
        work.subtype = source.subtype
    work.edits, work.saved_at = work.edits + 1, now
    work.save()
    journal.record("work.take_over", by=by, now=now, on=work, source=str(source.pk))
    return work


def own(work_id: UUID, *, by: Actor) -> Work:
    """Lock a work that its sender may change now."""
    locked = Work.objects.select_for_update(of=("self",)).select_related(
        "campaign", "version", "org"
    )
    work = locked.get(pk=work_id)
    jurisdiction.insist(by, May.WORK_SUBMIT, work)
    if not work.is_open_for_change:
        raise ShutNow(work=work, state=work.get_state_display())
    return work


def insist_open(campaign: Campaign, spec: Spec, category: str, *, now: datetime) -> Standing:
    """Refuse outside the window, to the second; say how things stand."""
    how = standing(campaign, spec, now, category)
    if how.phase == Phase.EARLY:
        opens = f" {moment(how.opens, now)} 开始" if how.opens else "还没有开始"
        raise NotYetOpen(campaign=campaign, opens=opens)
    if how.phase == Phase.OVER:
        closed = deadline(how.closes, now) if how.closes else "此前"
        raise CampaignClosed(campaign=campaign, closed=closed)
    return how


def _take_over(work: Work, draft: Draft, spec: Spec) -> None:
    asked = {one.code: one for one in spec.fields_of(work.category)}
    slots = {slot.code: slot for slot in spec.slots_of(work.category) if slot.typed}
    for code, answer in draft.fields.items():
        if code in asked and answer != work.fields.get(code, ""):
            _insist_named(work, code, asked[code].label)
            work.fields[code] = answer
    for code, text in draft.typed.items():
        if code in slots and text != work.typed.get(code, ""):
            _insist_named(work, code, slots[code].label)
            work.typed[code] = text
    if draft.subtype != work.subtype:
        _insist_named(work, "subtype", "细类")
        work.subtype = draft.subtype[:40]
    work.title = str(work.fields.get("title", ""))[:100]


def _insist_named(work: Work, item: str, label: str) -> None:
    if not work.may_change(item):
        raise ItemShut(item=label)


def tell_checks(
    work: Work, spec: Spec, before: Mapping[str, object], *, by: Actor, now: datetime
) -> None:
    """Judge anew the files whose rules heed what changed in the form; nothing is decoded."""
    after = queries.told(work)
    changed = {name for name in after if after[name] != before[name]}
    slots = {slot.code: slot for slot in spec.slots_of(work.category)}
    for file in queries.files_of(work):
        if changed & queries.heeded(slots[file.slot]):
            checks.describe(file.file_ref, queries.given(work, file.name), by=by, now=now)
