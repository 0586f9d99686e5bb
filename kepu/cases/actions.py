"""What can be done to cases. Every write to a Case, its steps and its decisions is in this file.

``open``, ``resubmit`` and ``withdraw`` are called by an action of the subject's own room, in its
transaction. All lines are written on the subject, with the case among the facts, so that what
follows an outcome is found by the subject's kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kepu.access.duties import May, permissions
from kepu.access.jurisdiction import NotYours
from kepu.cases import bodies, queries, seats
from kepu.cases.life import LIFE, Outcome, State
from kepu.cases.models import WAITS, Case, CaseStep, Decision
from kepu.cases.subject import Subject
from kepu.core.actor import Actor
from kepu.core.errors import ChangedMeanwhile, Refused
from kepu.rulebook.spec import Step

UNDATED = timedelta(days=36_500)  # what has no due time comes after all that has, oldest first
AS_GIVEN = (
    *("label", "what", "url", "place_id", "org_id", "campaign_id"),
    *("host_id", "operator_id", "recommender_id", "applicant_id"),
)


class AlreadyOpen(Refused):
    """The subject has a case that is not finished."""

    code, says = "already_open", "“{label}”正在办理，不能重复受理"


class NoCase(Refused):
    """The subject has no case in which this could be done."""

    code, says = "no_case", "“{label}”没有等待修改的事项"


class DecidedMeanwhile(ChangedMeanwhile):
    """Somebody at the same seat was first."""

    code, says = "decided_meanwhile", "这件事刚刚已由{who}办理（{outcome}），你的决定没有提交"


class NothingToMend(Refused):
    """Sending back without saying what is to be mended helps nobody."""

    code, says = "nothing_to_mend", "退回修改要勾选至少一项，对方才知道改哪里"


class WhyMissing(Refused):
    """A refusal must be explained."""

    code, says = "why_missing", "不通过要写明理由"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody decides (结论): at which turn they saw it, the outcome, items, comment."""

    outcome: str
    turn: int
    items: Sequence[str] = ()
    comment: str = ""


@transaction.atomic
def open(  # noqa: A001 - the verb a person says
    subject: Subject, steps: Sequence[Step], *, by: Actor, now: datetime
) -> Case:
    """Open the case of a subject, at the first of its steps (受理).

    Without steps the host decides, so that nothing handed in is without an owner.
    """
    _has(by, May.CASE_OPEN)
    if Case.objects.filter(WAITS, kind=subject.kind, subject_id=str(subject.id)).exists():
        raise AlreadyOpen(label=subject.label)
    case = Case(kind=subject.kind, subject_id=str(subject.id), opened_at=now)
    _describe(case, subject, by)
    case.since = case.ranked_at = now
    case.seat = "opening"
    case.save(force_insert=True)
    rows = [_frozen(case, number, step) for number, step in enumerate(steps)]
    CaseStep.objects.bulk_create(rows or [_by_the_host(case)])
    _enter(case, 0, now=now)
    LIFE.take(case, "open", by=by, now=now, **_facts(case))
    return case


@transaction.atomic
def settle_check(case_id: UUID, *, passed: bool, says: str = "", by: Actor, now: datetime) -> Case:
    """Take a case on from its automatic step with what the machine found (自动检查).

    A machine refuses nobody: broken rules are shown to whoever decides next. Only where no person
    follows, a case that did not pass goes back to who handed it in.
    """
    _has(by, May.CASE_RUN)
    case = _locked(case_id)
    step = _step(case)
    if case.state != State.WAITING or step.kind != "check":
        return case  # settled before: the job ran twice, or the case was withdrawn
    found = {"passed": passed, "found": says}
    if passed or _has_next(case):
        return _go_on(case, step, by=by, now=now, why=says, found=found)
    return _send_back(case, items=(), why=says, by=by, now=now)


@transaction.atomic
def decide(case_id: UUID, answer: Answer, *, by: Actor, now: datetime) -> Case:
    """Decide what waits at one's own seat (通过、退回修改、不通过)."""
    case = _locked(case_id)
    _insist_on_turn(case, answer.turn, by)
    step = _step(case)
    if answer.outcome == Outcome.SEND_BACK and not answer.items:
        raise NothingToMend
    if answer.outcome == Outcome.REFUSE and not answer.comment.strip():
        raise WhyMissing
    Decision.objects.create(
        case=case,
        turn=case.turn,
        step=step.label,
        seat=case.seat,
        outcome=Outcome(answer.outcome),
        items=list(answer.items),
        comment=answer.comment,
        person_id=by.person_id,
        at=now,
    )
    match answer.outcome:
        case Outcome.LET_PASS:
            return _go_on(case, step, by=by, now=now, why=answer.comment)
        case Outcome.SEND_BACK:
            return _send_back(case, items=answer.items, why=answer.comment, by=by, now=now)
    return _finish(case, "refuse", step, by=by, now=now, why=answer.comment)


@transaction.atomic
def resubmit(subject: Subject, *, by: Actor, now: datetime) -> Case:
    """Bring a mended subject back to the very step that sent it back (再次报送)."""
    _has(by, May.CASE_OPEN)
    returned = Case.objects.select_for_update(of=("self",)).filter(state=State.RETURNED)
    case = returned.filter(kind=subject.kind, subject_id=str(subject.id)).first()
    if case is None:
        raise NoCase(label=subject.label)
    _describe(case, subject, by)
    case.round += 1
    _enter(case, case.at, now=now)
    LIFE.take(case, "resubmit", by=by, now=now, **_facts(case))
    return case


@transaction.atomic
def withdraw(case_id: UUID, *, by: Actor, now: datetime, why: str = "") -> Case:
    """Close a case whose subject was taken back by who handed it in (撤回)."""
    _has(by, May.CASE_OPEN)
    case = _locked(case_id)
    return _finish(case, "withdraw", _step(case), by=by, now=now, why=why)


@transaction.atomic
def reseat(case_id: UUID, *, by: Actor, now: datetime) -> Case:
    """Find anew whose turn it is, after somebody left or came (转办); else change nothing."""
    _has(by, May.CASE_RUN)
    case = _locked(case_id)
    if case.state != State.WAITING:
        return case
    found = bodies.find(case, _step(case), now=now)
    if (found.seat.code, found.vacant) == (case.seat, case.vacant):
        return case
    before = case.seat_label
    _seat(case, found)
    case.turn += 1
    CaseStep.objects.filter(case=case, place_in_row=case.at).update(seat_label=case.seat_label)
    LIFE.take(case, "reseat", by=by, now=now, before=before, **_facts(case))
    return case


def _locked(case_id: UUID) -> Case:
    cases = Case.objects.select_for_update(of=("self",))
    return cases.select_related("place", "org", "host", "operator", "recommender").get(pk=case_id)


def _has(by: Actor, permission: May) -> None:
    if permission not in permissions(by.duty):
        raise NotYours


def _insist_on_turn(case: Case, turn: int, by: Actor) -> None:
    """Let through who sits where the case waits, and saw it as it stands."""
    if turn == case.turn and queries.inbox(by).filter(pk=case.pk).exists():
        return
    sat = [*seats.office_seats(by), *seats.own_seats(by)]
    first = case.decisions.filter(turn__gte=turn, seat__in=sat).order_by("turn").first()
    if first is not None:
        who = "你" if first.person_id == by.person_id else queries.name_of(first.person_id)
        raise DecidedMeanwhile(who=who, outcome=first.get_outcome_display())
    if turn != case.turn or case.state != State.WAITING:
        raise ChangedMeanwhile
    raise NotYours


def _step(case: Case) -> CaseStep:
    return case.steps.get(place_in_row=case.at)


def _has_next(case: Case) -> bool:
    return case.steps.filter(place_in_row=case.at + 1).exists()


def _describe(case: Case, subject: Subject, by: Actor) -> None:
    for name in AS_GIVEN:
        setattr(case, name, getattr(subject, name))
    hands = {*case.hands, subject.applicant_id, by.person_id}
    case.hands = sorted(hand for hand in hands if hand)


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


def _enter(case: Case, number: int, *, now: datetime) -> None:
    """Bring a case to a step: whose turn it is, since when, until when."""
    case.at, case.turn, case.since = number, case.turn + 1, now
    step = _step(case)
    _seat(case, bodies.find(case, step, now=now))
    case.due_at = None
    case.ranked_at = now + UNDATED
    step.entered_at, step.left_at, step.seat_label = now, None, case.seat_label
    step.save()


def _seat(case: Case, found: bodies.Found) -> None:
    case.seat, case.seat_label = found.seat.code, found.seat.label
    case.says, case.vacant = found.says, found.vacant


def _go_on(case: Case, step: CaseStep, *, by: Actor, now: datetime, why: str, **more: Any) -> Case:
    """Take a case to its next step, or let it pass after the last one."""
    if not _has_next(case):
        return _finish(case, "let_pass", step, by=by, now=now, why=why)
    turn = case.turn
    _leave(step, now)
    _enter(case, case.at + 1, now=now)
    facts = {**_facts(case), "step": step.code, "step_label": step.label, "turn": turn}
    LIFE.take(case, "advance", by=by, now=now, why=why, **facts, **more.get("found", {}))
    return case


def _send_back(case: Case, *, items: Sequence[str], why: str, by: Actor, now: datetime) -> Case:
    facts = _facts(case) | {"items": list(items)}
    seat = seats.of_applicant(case.org, case.applicant_id)
    _seat(case, bodies.Found(seat))
    case.since, case.due_at, case.ranked_at = now, None, now + UNDATED
    LIFE.take(case, "send_back", by=by, now=now, why=why, **facts)
    return case


def _finish(case: Case, name: str, step: CaseStep, *, by: Actor, now: datetime, why: str) -> Case:
    facts = _facts(case)
    _leave(step, now)
    case.seat = case.seat_label = case.says = ""
    case.vacant, case.due_at, case.closed_at = False, None, now
    LIFE.take(case, name, by=by, now=now, why=why, **facts)
    return case


def _leave(step: CaseStep, now: datetime) -> None:
    step.left_at = now
    step.save()


def _facts(case: Case) -> dict[str, Any]:
    """Give the facts of a line: which case, which step and turn, at whose seat, why there."""
    step = _step(case)
    return {
        "case": str(case.pk),
        "step": step.code,
        "step_label": step.label,
        "turn": case.turn,
        "seat": case.seat_label,
        "says": case.says,
    }
