"""Questions about cases. Read only; an inbox is what one may decide, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kepu.access.duties import DUTIES
from kepu.cases.bodies import holders
from kepu.cases.life import LIFE, State
from kepu.cases.models import WAITS, Case, CaseStep, Decision
from kepu.cases.seats import office_seats, own_seats
from kepu.core.actor import Actor
from kepu.core.clock import in_china
from kepu.journal.queries import history as lines_about
from kepu.people.models import Person


def inbox(actor: Actor) -> QuerySet[Case]:
    """List exactly the cases this actor may decide now (待办), the most urgent first."""
    office = Q(seat__in=office_seats(actor))
    if actor.person_id:
        office &= ~Q(hands__contains=[actor.person_id])
    mine = Case.objects.filter(office | Q(seat__in=own_seats(actor)), state=State.WAITING)
    return mine.select_related("place", "org").order_by("ranked_at", "pk")


def may_decide(actor: Actor, case: Case) -> bool:
    """Say of one case, as it is loaded, what ``inbox`` says of all."""
    if case.state != State.WAITING:
        return False
    office = case.seat in office_seats(actor) and actor.person_id not in case.hands
    return office or case.seat in own_seats(actor)


def known_to(actor: Actor) -> QuerySet[Case]:
    """List the cases that wait, or waited at some step, at a seat of this actor."""
    seats = [*office_seats(actor), *own_seats(actor)]
    steps = CaseStep.objects.filter(case=OuterRef("pk"), seat__in=seats)
    return Case.objects.filter(Q(seat__in=seats) | Exists(steps))


def by_seat(actor: Actor) -> list[QuerySet[Case]]:
    """List what waits for this actor, to be decided or mended: one range of an index a seat."""
    office = [Case.objects.filter(state=State.WAITING, seat=seat) for seat in office_seats(actor)]
    if actor.person_id:
        office = [cases.exclude(hands__contains=[actor.person_id]) for cases in office]
    own = [Case.objects.filter(WAITS, seat=seat) for seat in own_seats(actor)]
    return [*office, *own]


def most_urgent(actor: Actor, size: int) -> list[Case]:
    """Give the first few of what waits for this actor, whatever else waits behind them."""
    firsts = [
        case
        for waiting in by_seat(actor)
        for case in waiting.select_related("org").order_by("ranked_at", "pk")[:size]
    ]
    return sorted(firsts, key=lambda case: (case.ranked_at, case.pk))[:size]


def case_of(kind: str, subject_id: object) -> Case | None:
    """Give the latest case of a subject."""
    cases = Case.objects.filter(kind=kind, subject_id=str(subject_id))
    return cases.select_related("place", "org").order_by("-opened_at").first()


def done_by(actor: Actor) -> QuerySet[Decision]:
    """List what this person decided (已办), newest first."""
    done = Decision.objects.filter(person_id=actor.person_id)
    return done.select_related("case__org").order_by("-at", "-pk")


def vacant() -> QuerySet[Case]:
    """List the cases that wait where nobody is appointed."""
    return Case.objects.filter(WAITS, vacant=True).order_by("since")


def name_of(person_id: UUID | None) -> str:
    """Give the name to show for who acted."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    return person.name if person else "平台"


def misplaced(now: datetime) -> list[UUID]:
    """List the cases that wait where nobody sits who may decide them, and could be elsewhere."""
    waiting = Case.objects.filter(state=State.WAITING, seat__contains="@")
    office = waiting.exclude(seat__startswith="applicant@")
    codes = set(office.order_by().values_list("seat", flat=True).distinct())
    held = holders(codes, now=now)
    lost = Q(seat__in=codes - held.keys())
    for code, persons in held.items():
        lost |= Q(seat=code, hands__contains=list(persons)) | Q(seat=code, vacant=True)
    return list(office.filter(lost).values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that happened to a subject (经过), in words."""

    at: datetime
    label: str
    who: str
    says: str = ""
    items: Sequence[str] = field(default=())
    comment: str = ""


EXPERT = DUTIES["expert"]
HANDED_IN = frozenset({"case.open", "case.resubmit"})  # steps of the applicant, not of a body
LABELS = {f"case.{step.name}": step.label for step in LIFE.steps}


def history(kind: str, subject_id: object, *, discreet: bool = False) -> list[Past]:
    """Tell what happened to a subject, newest first; ``discreet`` names no expert."""
    lines = list(lines_about(kind, subject_id).filter(verb__in=LABELS))
    names = Person.objects.in_bulk({line.person_id for line in lines if line.person_id})
    told = [_told(line, LABELS[line.verb], names) for line in lines]
    return [
        replace(one, who=EXPERT.label) if discreet and line.duty == "expert" else one
        for one, line in zip(told, lines, strict=True)
    ]


def _told(line: Any, label: str, names: Mapping[Any, Person]) -> Past:
    person = names.get(line.person_id)
    step, facts = line.facts.get("step_label", ""), line.facts
    if step and line.verb in HANDED_IN:
        label = f"{label}，进入{step}"
    elif step and line.verb != "case.withdraw":
        label = f"{step}：{label}"
    return Past(
        at=line.at,
        label=label,
        who=person.name if person else "平台",
        says=facts.get("says", ""),
        items=facts.get("item_labels") or facts.get("items", []),
        comment=line.why,
    )


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the course of a case (一个环节), as the step bar shows it."""

    name: str
    fact: str
    state: str


def course(case: Case, actor: Actor) -> list[Stop]:
    """Tell the course of a case: what is done and when, whose turn it is, what is to come."""
    return [_stop(step, case, actor) for step in case.steps.all()]


def _stop(step: CaseStep, case: Case, actor: Actor) -> Stop:
    number = step.place_in_row
    if number < case.at or case.state == State.PASSED:
        when = in_china(step.left_at) if step.left_at else None
        return Stop(step.label, f"{when.month} 月 {when.day} 日" if when else "", "done")
    if number > case.at:
        return Stop(step.label, "", "")
    if case.state == State.WAITING:
        return Stop(step.label, "轮到你" if may_decide(actor, case) else case.seat_label, "now")
    return Stop(step.label, case.get_state_display(), "now")
