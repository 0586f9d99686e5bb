"""Deciding a case: a machine settles the automatic step, a person decides at their seat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May, permissions
from kepu.access.jurisdiction import NotYours
from kepu.cases import queries, seats
from kepu.cases.actions import moving
from kepu.cases.bodies import Found
from kepu.cases.life import LIFE, Outcome, State
from kepu.cases.models import Case, CaseStep, Decision
from kepu.core.actor import Actor
from kepu.core.errors import ChangedMeanwhile, Refused


class DecidedMeanwhile(ChangedMeanwhile):
    """Somebody at the same seat was first."""

    code, says = "decided_meanwhile", "这件事刚刚已由{who}办理（{outcome}），你的决定没有提交"


class NothingToMend(Refused):
    """Sending back without saying what is to be mended helps nobody."""

    code, says = "nothing_to_mend", "退回修改要勾选至少一项，对方才知道改哪里"


class WhyMissing(Refused):
    """A refusal must be explained."""

    code, says = "why_missing", "不通过要写明理由"


class OneByOne(Refused):
    """An expert's word is about a work they looked at, so it is given at its page."""

    code, says = "one_by_one", "评审要打开作品，看过再定，不能成批通过"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody decides (结论): at which turn they saw it, the outcome, items, comment.

    ``items`` are codes that the subject's room understands, ``labels`` the words shown for them.
    """

    outcome: str
    turn: int
    items: Sequence[str] = ()
    labels: Sequence[str] = ()
    comment: str = ""


@transaction.atomic
def settle_check(case_id: UUID, *, passed: bool, says: str = "", by: Actor, now: datetime) -> Case:
    """Take a case on from its automatic step with what the machine found (自动检查).

    A machine refuses nobody: broken rules are shown to whoever decides next. Only where no person
    follows, a case that did not pass goes back to who handed it in. Settled before (the job ran
    twice, the case was withdrawn), it stays as it is.
    """
    jurisdiction.insist_on_duty(by, May.CASE_RUN)
    case = moving.locked(case_id)
    step = moving.step_of(case)
    if case.state != State.WAITING or step.kind != "check":
        return case
    if passed or moving.next_of(case):
        return _go_on(case, step, by=by, now=now, why=says, passed=passed)
    return _send_back(case, step, Answer(outcome="send_back", turn=0, comment=says), by=by, now=now)


@transaction.atomic
def decide(case_id: UUID, answer: Answer, *, by: Actor, now: datetime) -> Case:
    """Decide what waits at one's own seat (通过、退回修改、不通过)."""
    case = moving.locked(case_id)
    _insist_on_turn(case, answer.turn, by)
    if answer.outcome == Outcome.SEND_BACK and not answer.items:
        raise NothingToMend
    if answer.outcome == Outcome.REFUSE and not answer.comment.strip():
        raise WhyMissing
    step = moving.step_of(case)
    Decision.objects.create(
        case=case,
        turn=case.turn,
        step=step.label,
        seat=case.seat,
        outcome=Outcome(answer.outcome),
        items=list(answer.items),
        item_labels=list(answer.labels),
        comment=answer.comment,
        person_id=by.person_id,
        at=now,
    )
    match answer.outcome:
        case Outcome.LET_PASS:
            return _go_on(case, step, by=by, now=now, why=answer.comment)
        case Outcome.SEND_BACK:
            return _send_back(case, step, answer, by=by, now=now)
    return moving.finish(case, "refuse", step, by=by, now=now, why=answer.comment)


@transaction.atomic
def pass_all(
    turns: Mapping[UUID, int], *, by: Actor, now: datetime
) -> tuple[list[Case], list[Refused]]:
    """Let many cases pass (成批通过); give those that did, and why others did not."""
    insist_on_many(by)
    passed, refused = [], []
    for case_id, turn in turns.items():
        try:
            passed.append(decide(case_id, Answer(outcome="let_pass", turn=turn), by=by, now=now))
        except Refused as refusal:
            refused.append(refusal)
    return passed, refused


def insist_on_many(by: Actor) -> None:
    """Refuse those who judge: each work is judged for itself."""
    if May.CASE_DECIDE not in permissions(by.duty) and May.CASE_JUDGE in permissions(by.duty):
        raise OneByOne


def _insist_on_turn(case: Case, turn: int, by: Actor) -> None:
    """Let through who sits where the case waits, and saw it as it stands."""
    if turn == case.turn and queries.may_decide(by, case):
        return
    sat = [*seats.office_seats(by), *seats.own_seats(by)]
    first = case.decisions.filter(turn__gte=turn, seat__in=sat).order_by("turn").first()
    if first is not None:
        who = "你" if first.person_id == by.person_id else queries.name_of(first.person_id)
        raise DecidedMeanwhile(who=who, outcome=first.get_outcome_display())
    if turn != case.turn or case.state != State.WAITING:
        raise ChangedMeanwhile
    raise NotYours


def _go_on(case: Case, step: CaseStep, *, by: Actor, now: datetime, why: str, **found: Any) -> Case:
    """Take a case to its next step, or let it pass after the last one."""
    following = moving.next_of(case)
    if following is None:
        return moving.finish(case, "let_pass", step, by=by, now=now, why=why)
    told = moving.facts(case, step)
    moving.leave(step, now=now)
    due = moving.enter(case, following, now=now)
    told |= {"seat": case.seat_label, "says": case.says, "to": following.label}
    line = LIFE.take(case, "advance", by=by, now=now, why=why, **told, **found)
    return moving.tell(case, line, due)


def _send_back(case: Case, step: CaseStep, answer: Answer, *, by: Actor, now: datetime) -> Case:
    named = {"items": list(answer.items), "item_labels": list(answer.labels)}
    told = moving.facts(case, step) | named
    moving.seat(case, Found(seats.of_applicant(case.org, case.applicant_id)))
    case.since = now
    moving.rank(case, None)
    line = LIFE.take(case, "send_back", by=by, now=now, why=answer.comment, **told)
    return moving.tell(case, line, None)
