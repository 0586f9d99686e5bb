"""Handing a work in, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.campaigns import actions as campaigns
from kepu.campaigns.life import State as CampaignState
from kepu.campaigns.queries import Phase, spec_of
from kepu.cases import actions as cases
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.rulebook.spec import Spec
from kepu.submissions import queries
from kepu.submissions.actions.drafting import insist_open, own
from kepu.submissions.actions.outcomes import go_on
from kepu.submissions.actions.refusals import NotReady, QuotaFull
from kepu.submissions.actions.renewing import enter_version
from kepu.submissions.life import LIFE, State
from kepu.submissions.models import Edition, Work


@transaction.atomic
def submit(work_id: UUID, *, by: Actor, now: datetime) -> Work:
    """Hand a work in: it gets its number, its edition is kept, its case begins (报送).

    A returned work keeps its number and version and goes back to the step that returned it; it may
    come back after the window, since its sender was asked for it.
    """
    cases.hold("work", work_id)
    work = own(work_id, by=by)
    mended = work.state == State.RETURNED and work.campaign.state == CampaignState.OPEN
    if not mended:
        enter_version(work, by=by, now=now)
    spec = spec_of(work.version)
    if not mended:
        how = insist_open(work.campaign, spec, work.category, now=now)
        work.rolling = how.phase == Phase.ROLLING
    _insist_ready(work, spec)
    if not work.number:
        _number(work, spec, by=by, now=now)
    work.submitted_at = now
    work.promised = work.promised | _promises(work, spec, by=by, now=now)
    work.open_items = []
    edition = _keep(work, by=by, now=now)
    LIFE.move(work, "submit", by=by, now=now, number=work.number, edition=edition.number)
    subject = queries.subject(work)
    if mended:
        cases.resubmit(subject, by=by, now=now)
    else:
        steps = spec.steps_for(work.category, work.klass)
        cases.open(subject, steps, by=by, now=now)
    go_on(work, by=Actor.machine("checks"), now=now)
    return work


@transaction.atomic
def withdraw(work_id: UUID, *, why: str = "", by: Actor, now: datetime) -> Work:
    """Take a work back; its number is not given to another, its case is closed (撤回)."""
    cases.hold("work", work_id)
    work = Work.objects.select_for_update().get(pk=work_id)
    jurisdiction.insist(by, May.WORK_SUBMIT, work)
    LIFE.move(work, "withdraw", by=by, now=now, why=why)
    case = case_of("work", work.pk)
    if case:
        cases.withdraw(case.pk, by=by, now=now, why=why)
    return work


@transaction.atomic
def read_contacts(work: Work, *, by: Actor, now: datetime) -> None:
    """Have somebody see what a form says about persons (查看联系方式); the line stays."""
    jurisdiction.insist(by, May.WORK_CONTACT, work)
    journal.record("work.read_contacts", by=by, now=now, on=work)


def _insist_ready(work: Work, spec: Spec) -> None:
    lacking = queries.lacking(queries.sheet(work, spec))
    if lacking:
        raise NotReady(count=len(lacking), first=lacking[0].says)


def _number(work: Work, spec: Spec, *, by: Actor, now: datetime) -> None:
    """Give a work its number, if the quota (名额) of its sender has room for one more.

    The row of the numbers is held till the end: who waited for it sees what the other handed in.
    """
    work.number = campaigns.next_number(work.campaign, spec, by=by, now=now)
    for room in queries.rooms(work, spec, now):
        if not room.left:
            label = spec.category(work.category).label
            raise QuotaFull(category=label, used=room.used, rule=room.rule)


def _promises(work: Work, spec: Spec, *, by: Actor, now: datetime) -> dict[str, Any]:
    """Write down which version of which promise was accepted, by whom and when."""
    texts = {text.code: text for text in spec.texts}
    made = [one.promise for one in spec.fields_of(work.category) if one.promise]
    return {
        code: {
            "version": texts[code].version,
            "text": texts[code].text,
            "at": now.isoformat(),
            "person": str(by.person_id),
        }
        for code in made
    }


def _keep(work: Work, *, by: Actor, now: datetime) -> Edition:
    return Edition.objects.create(
        work=work,
        number=work.editions.count() + 1,
        content=queries.content(work),
        made_at=now,
        person_id=by.person_id,
    )
