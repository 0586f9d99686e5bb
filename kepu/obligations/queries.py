"""Questions about obligations: what is to be reminded of, what has lapsed, what one may extend."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.obligations.life import State
from kepu.obligations.models import Obligation


def open_of(kind: str, subject_id: object) -> QuerySet[Obligation]:
    """List what is owed about a subject."""
    return Obligation.objects.filter(kind=kind, subject_id=str(subject_id), state=State.OPEN)


def to_remind(now: datetime) -> QuerySet[Obligation]:
    return Obligation.objects.filter(remind_at__lte=now).order_by("remind_at")


def to_lapse(now: datetime) -> QuerySet[Obligation]:
    return Obligation.objects.filter(lapses_at__lt=now).order_by("lapses_at")


def extendable_by(actor: Actor) -> QuerySet[Obligation]:
    """List what this actor may grant more time for (准予延期); one's own seat is for others."""
    within = jurisdiction.within(Obligation.objects.filter(state=State.OPEN), actor, May.DUE_EXTEND)
    own = (f"{actor.reach_kind}:{actor.reach_key}", f"org:{actor.org_id}")
    return within.exclude(seat__in=[f"{actor.duty}@{where}" for where in own])
