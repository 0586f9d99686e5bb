"""Writes of the core: presses of buttons. Not deeds of a person, so no line in the journal."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from kepu.core.models import Press

KEPT = timedelta(days=2)


def claim(token: UUID, *, now: datetime) -> bool:
    """Take a token; false when an earlier press has it."""
    return Press.objects.get_or_create(pk=token, defaults={"at": now})[1]


def settle(token: UUID, *, leads_to: str) -> None:
    """Remember where the press led."""
    Press.objects.filter(pk=token).update(leads_to=leads_to)


def free(token: UUID) -> None:
    """Give a token back: the press led nowhere (a mistake in the form, a refusal)."""
    Press.objects.filter(pk=token).delete()


def forget(*, now: datetime) -> None:
    """Drop the presses of the day before yesterday."""
    Press.objects.filter(at__lt=now - KEPT).delete()
