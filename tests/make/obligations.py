"""Obligations, by default owed by the officer of 新郑市 about some subject, due in 48 hours."""

from datetime import datetime, timedelta
from typing import Any

from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.obligations import actions
from kepu.obligations.due import DueAt
from kepu.obligations.models import Obligation
from make.moments import NOON
from make.places import place as a_place


def obligation(
    *, hours: int = 48, place: Any = None, now: datetime = NOON, **named: Any
) -> Obligation:
    """Start the clock of something owed."""
    where = place or a_place()
    given = {
        "kind": "thing",
        "subject_id": str(uuid7()),
        "code": "answer",
        "label": "答复",
        "seat": f"officer@place:{where.path}",
        "seat_label": f"{where.name}科协管理员",
        "place_id": where.pk,
    }
    debt = actions.Debt(**{**given, **named})
    due = DueAt(now + timedelta(hours=hours))
    return actions.owe(debt, due, by=Actor.machine("obligations"), now=now)
