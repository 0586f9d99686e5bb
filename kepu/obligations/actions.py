"""What can be done to obligations. Every write to an Obligation is in this file.

``owe``, ``meet`` and ``drop`` are called by the room whose subject is owed about, in its
transaction, in the name of the machine that keeps the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kepu.access.duties import May, permissions
from kepu.access.jurisdiction import NotYours
from kepu.access.lives import WrongState
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal
from kepu.obligations import queries
from kepu.obligations.due import DueAt
from kepu.obligations.life import LIFE, State
from kepu.obligations.models import Extension, Obligation

A_DAY_BEFORE = timedelta(days=1)


class NotLater(Refused):
    """An extension must give time."""

    code, says = "not_later", "新期限要晚于原期限和现在"


class ReasonMissing(Refused):
    """An extension must be explained."""

    code, says = "reason_missing", "延期要写明理由"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """What is owed (待办时限): about which subject, what, by whom, where."""

    kind: str
    subject_id: str
    code: str
    label: str
    seat: str
    seat_label: str
    place_id: int
    org_id: UUID | None = None
    campaign_id: UUID | None = None


@journal.quiet("holds rows in the transaction of the one who asks")
def hold(kind: str, *subject_ids: object) -> None:
    """Hold what is owed about subjects before the subjects themselves, as an extension does."""
    owed = Obligation.objects.filter(kind=kind, subject_id__in=map(str, subject_ids))
    list(owed.filter(state=State.OPEN).order_by("pk").select_for_update().values_list("pk"))


@transaction.atomic
def owe(
    debt: Debt, due: DueAt, *, by: Actor, now: datetime, because_of: int | None = None
) -> Obligation:
    """Start the clock of something that is due (开始计时)."""
    _has(by, May.CASE_RUN)
    fields = {name: getattr(debt, name) for name in Debt.__slots__}
    obligation = Obligation(starts_at=now, says=due.says, **fields)
    _set_due(obligation, due.at, now=now)
    facts: dict[str, Any] = {"code": debt.code, "due": due.at.isoformat(), "says": due.says}
    LIFE.take(obligation, "owe", by=by, now=now, because_of=because_of, **facts)
    return obligation


@transaction.atomic
def meet(
    kind: str, subject_id: object, *, by: Actor, now: datetime, because_of: int | None = None
) -> None:
    """Stop the clocks of a subject: what was owed is done (完成)."""
    _close(kind, subject_id, "meet", by=by, now=now, because_of=because_of)


@transaction.atomic
def drop(
    kind: str, subject_id: object, *, by: Actor, now: datetime, because_of: int | None = None
) -> None:
    """Stop the clocks of a subject: nothing is owed any more (取消计时)."""
    _close(kind, subject_id, "drop", by=by, now=now, because_of=because_of)


@transaction.atomic
def extend(
    obligation_id: UUID, *, until: datetime, reason: str, by: Actor, now: datetime
) -> Obligation:
    """Grant more time (延期); nobody grants it to themselves."""
    obligation = _locked(obligation_id)
    if obligation.state != State.OPEN:
        raise WrongState(step="延期", state=obligation.get_state_display())
    if not queries.extendable_by(by).filter(pk=obligation.pk).exists():
        raise NotYours
    if not reason.strip():
        raise ReasonMissing
    if until <= max(obligation.due_at, now):
        raise NotLater
    before = obligation.due_at
    told: dict[str, Any] = {"before": before.isoformat(), "due": until.isoformat()}
    Extension.objects.create(
        obligation=obligation,
        reason=reason,
        approver_id=by.person_id,
        due_before=before,
        due_after=until,
        at=now,
    )
    _set_due(obligation, until, now=now)
    LIFE.take(obligation, "extend", by=by, now=now, why=reason, **told, code=obligation.code)
    return obligation


@transaction.atomic
def remind(obligation_id: UUID, *, by: Actor, now: datetime) -> None:
    """Remind of what is soon due (提醒), once for each due time."""
    _has(by, May.CASE_RUN)
    obligation = _locked(obligation_id)
    if obligation.remind_at is None or obligation.remind_at > now:
        return
    obligation.remind_at = None
    LIFE.take(obligation, "remind", by=by, now=now, **_facts(obligation))


@transaction.atomic
def lapse(obligation_id: UUID, *, by: Actor, now: datetime) -> None:
    """Note that a due time has passed (逾期), once for each due time."""
    _has(by, May.CASE_RUN)
    obligation = _locked(obligation_id)
    if obligation.lapses_at is None or obligation.lapses_at >= now:
        return
    obligation.remind_at = obligation.lapses_at = None
    LIFE.take(obligation, "lapse", by=by, now=now, **_facts(obligation))


def _close(kind: str, subject_id: object, name: str, **how: Any) -> None:
    _has(how["by"], May.CASE_RUN)
    for obligation in queries.open_of(kind, subject_id).select_for_update():
        late = obligation.is_late(how["now"])
        obligation.remind_at = obligation.lapses_at = None
        obligation.closed_at = how["now"]
        LIFE.take(obligation, name, **how, late=late, **_facts(obligation))


def _set_due(obligation: Obligation, due_at: datetime, *, now: datetime) -> None:
    """Set when it is due, and so when to remind: a day before, or half-way if that is later."""
    obligation.due_at = obligation.lapses_at = due_at
    obligation.remind_at = max(due_at - A_DAY_BEFORE, now + (due_at - now) / 2)


def _facts(obligation: Obligation) -> dict[str, Any]:
    return {
        "obligation": str(obligation.pk),
        "code": obligation.code,
        "label": obligation.label,
        "seat": obligation.seat,
        "due": obligation.due_at.isoformat(),
    }


def _locked(obligation_id: UUID) -> Obligation:
    return Obligation.objects.select_for_update().get(pk=obligation_id)


def _has(by: Actor, permission: May) -> None:
    if permission not in permissions(by.duty):
        raise NotYours
