"""What happens to a case while it waits: people come and go, more time is granted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.cases import bodies
from kepu.cases.actions import moving
from kepu.cases.life import LIFE, State
from kepu.cases.models import Case
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.obligations.due import DueAt


@transaction.atomic
def reseat(case_id: UUID, *, by: Actor, now: datetime) -> Case:
    """Find anew whose turn it is where nobody is left (转办); else change nothing.

    What fell upwards stays there when the seat below is filled: somebody may be at work on it.
    """
    jurisdiction.insist_on_duty(by, May.CASE_RUN)
    case = moving.locked(case_id)
    step = moving.step_of(case)
    if case.state != State.WAITING or bodies.is_held(case, now=now):
        return case
    found = bodies.find(case, step, now=now)
    if (found.seat.code, found.vacant) == (case.seat, case.vacant):
        return case
    before = case.seat_label
    moving.seat(case, found)
    case.turn += 1
    step.seat, step.seat_label = case.seat, case.seat_label
    step.save()
    told = moving.facts(case, step) | {"before": before}
    line = LIFE.take(case, "reseat", by=by, now=now, **told)
    return moving.tell(case, line, DueAt(case.due_at) if case.due_at else None)


@transaction.atomic
def keep_to_due(subject_id: str, *, by: Actor, now: datetime, cause: Line) -> Case:
    """Let a case be due when its obligation is, after an extension (延期)."""
    jurisdiction.insist_on_duty(by, May.CASE_RUN)
    case = moving.locked(subject_id)
    moving.rank(case, datetime.fromisoformat(cause.facts["due"]))
    told = moving.facts(case, moving.step_of(case)) | {"due": cause.facts["due"]}
    LIFE.take(case, "extend", by=by, now=now, why=cause.why, because_of=cause.pk, **told)
    return case
