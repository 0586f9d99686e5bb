"""Opening a case, bringing it back after mending, taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.cases import bodies
from kepu.cases.actions import moving
from kepu.cases.life import LIFE, State
from kepu.cases.models import Case, CaseStep
from kepu.cases.subject import Subject
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.rulebook.spec import Step

AS_GIVEN = (
    *("label", "what", "url", "own_url", "place_id", "org_id", "campaign_id"),
    *("host_id", "operator_id", "recommender_id", "applicant_id"),
)


class AlreadyOpen(Refused):
    """The subject has a case that is not finished."""

    code, says = "already_open", "“{label}”正在办理，不能重复报送"


class NoCase(Refused):
    """The subject has no case in which this could be done."""

    code, says = "no_case", "“{label}”没有等待修改的事项"


@transaction.atomic
def open(  # noqa: A001 - the verb a person says
    subject: Subject, steps: Sequence[Step], *, by: Actor, now: datetime
) -> Case:
    """Open the case of a subject, at the first of its steps (报送).

    Without steps the host decides, so that nothing handed in is without an owner.
    """
    jurisdiction.insist_on_duty(by, May.CASE_OPEN)
    case = Case(kind=subject.kind, subject_id=str(subject.id), opened_at=now, since=now)
    _describe(case, subject, by)
    moving.seat(case, bodies.OPENING)
    moving.rank(case, None)
    Case.objects.bulk_create([case], ignore_conflicts=True)  # one open case of a subject
    if not Case.objects.filter(pk=case.pk).exists():
        raise AlreadyOpen(label=subject.label)
    rows = [_frozen(case, number, step) for number, step in enumerate(steps)]
    first, *_ = CaseStep.objects.bulk_create(rows or [_by_the_host(case)])
    due = moving.enter(case, first, now=now)
    line = LIFE.take(case, "open", by=by, now=now, **moving.facts(case, first))
    return moving.tell(case, line, due)


@transaction.atomic
def resubmit(subject: Subject, *, by: Actor, now: datetime) -> Case:
    """Bring a mended subject back to the very step that sent it back (再次报送)."""
    jurisdiction.insist_on_duty(by, May.CASE_OPEN)
    returned = Case.objects.filter(state=State.RETURNED, kind=subject.kind)
    found = returned.filter(subject_id=str(subject.id)).values_list("pk", flat=True).first()
    case = moving.locked(found) if found else None
    if case is None or case.state != State.RETURNED:
        raise NoCase(label=subject.label)
    _describe(case, subject, by)
    case.round += 1
    step = moving.step_of(case)
    due = moving.enter(case, step, now=now)
    line = LIFE.take(case, "resubmit", by=by, now=now, **moving.facts(case, step))
    return moving.tell(case, line, due)


@transaction.atomic
def withdraw(case_id: UUID, *, by: Actor, now: datetime, why: str = "") -> Case:
    """Close a case whose subject was taken back by who handed it in (撤回)."""
    jurisdiction.insist_on_duty(by, May.CASE_OPEN)
    case = moving.locked(case_id)
    return moving.finish(case, "withdraw", moving.step_of(case), by=by, now=now, why=why)


def _describe(case: Case, subject: Subject, by: Actor) -> None:
    for name in AS_GIVEN:
        setattr(case, name, getattr(subject, name))
    case.hands = moving.hands(case, subject.applicant_id, by.person_id)


def _frozen(case: Case, number: int, step: Step) -> CaseStep:
    return CaseStep(
        case=case,
        place_in_row=number,
        code=step.code,
        label=step.label,
        kind=step.kind,
        clause=step.clause,
        words=step.words,
        ours=step.ours,
        marks=step.marks,
        body=step.body.model_dump(mode="json", exclude_none=True) if step.body else None,
        due=step.due.model_dump(mode="json", exclude_none=True) if step.due else None,
    )


def _by_the_host(case: Case) -> CaseStep:
    return CaseStep(
        case=case, place_in_row=0, code="decision", label="审核", kind="decision", ours=True,
        body=bodies.HOST,
    )  # fmt: skip
