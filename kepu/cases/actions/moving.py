"""How a case moves: it enters a step, its line is written, its clock runs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kepu.cases import bodies
from kepu.cases.bodies import Found
from kepu.cases.life import LIFE, State
from kepu.cases.models import Case, CaseStep
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.obligations import actions as obligations
from kepu.obligations.due import DueAt, instant
from kepu.rulebook.spec import Due

UNDATED = timedelta(days=36_500)  # what has no due time comes after all that has, oldest first
CLOCK = Actor.machine("obligations")
DONE = {"advance", "let_pass", "send_back", "refuse"}


def locked(case_id: UUID | str) -> Case:
    """Load a case for writing, with all that body rules need; its clocks are held before it.

    Giving more time comes in this order too: the clock first, then the case.
    """
    obligations.hold("case", case_id)
    cases = Case.objects.select_for_update(of=("self",))
    return cases.select_related("place", "org", "host", "operator", "recommender").get(pk=case_id)


@journal.quiet("holds a row in the transaction of the one who asks")
def hold(kind: str, subject_id: object) -> None:
    """Lock the cases of a subject before the subject itself: deciding comes in this order too."""
    of_it = Case.objects.filter(kind=kind, subject_id=str(subject_id)).order_by("pk")
    obligations.hold("case", *of_it.values_list("pk", flat=True))
    list(of_it.select_for_update().values_list("pk"))


def step_of(case: Case) -> CaseStep:
    return case.steps.get(place_in_row=case.at)


def next_of(case: Case) -> CaseStep | None:
    return case.steps.filter(place_in_row=case.at + 1).first()


def enter(case: Case, step: CaseStep, *, now: datetime) -> DueAt | None:
    """Bring a case to a step: whose turn it is, since when, until when."""
    case.at, case.turn, case.since = step.place_in_row, case.turn + 1, now
    seat(case, bodies.find(case, step, now=now))
    due = instant(Due(**step.due), now) if step.due else None
    rank(case, due.at if due else None)
    step.entered_at, step.left_at = now, None
    step.seat, step.seat_label = case.seat, case.seat_label
    step.save()
    return due


def seat(case: Case, found: Found) -> None:
    """Put a case at a seat."""
    case.seat, case.seat_label = found.seat.code, found.seat.label
    case.says, case.vacant = found.says, found.vacant


def rank(case: Case, due_at: datetime | None) -> None:
    """Set when a case is due, and so its place in the inbox."""
    case.due_at = due_at
    case.ranked_at = due_at or case.since + UNDATED


def leave(step: CaseStep, *, now: datetime) -> None:
    step.left_at = now
    step.save()


def finish(
    case: Case, name: str, step: CaseStep, *, by: Actor, now: datetime, why: str = ""
) -> Case:
    """Close a case: passed, refused or withdrawn."""
    told = facts(case, step)
    leave(step, now=now)
    seat(case, bodies.NOWHERE)
    case.due_at, case.closed_at = None, now
    return tell(case, LIFE.take(case, name, by=by, now=now, why=why, **told), None)


def tell(case: Case, line: Line, due: DueAt | None) -> Case:
    """Let the clocks follow the line that was just written."""
    stop = obligations.meet if line.verb.split(".")[1] in DONE else obligations.drop
    stop("case", case.pk, by=CLOCK, now=line.at, because_of=line.pk)
    if due and case.state == State.WAITING:
        step = step_of(case)
        debt = obligations.Debt(
            kind="case",
            subject_id=str(case.pk),
            code=step.code,
            label=step.label,
            seat=case.seat,
            seat_label=case.seat_label,
            place_id=case.place_id,
            org_id=case.org_id,
            campaign_id=case.campaign_id,
        )
        obligations.owe(debt, due, by=CLOCK, now=line.at, because_of=line.pk)
    return case


def facts(case: Case, step: CaseStep) -> dict[str, Any]:
    """Give the facts of a line: which case, which step and turn, at whose seat, why there."""
    return {
        "case": str(case.pk),
        "step": step.code,
        "step_label": step.label,
        "turn": case.turn,
        "seat": case.seat_label,
        "says": case.says,
    }


def hands(case: Case, *persons: UUID | None) -> list[UUID]:
    """List who handed the subject in, so far and now."""
    return sorted(person for person in {*case.hands, *persons} if person)
