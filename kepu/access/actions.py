"""Appointing and dismissing. Every write to an Appointment is in this file."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from kepu.access.duties import DUTIES, May, Scope, permissions
from kepu.access.models import Appointment
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal


class MayNotAppoint(Refused):
    """The duty does not include appointing."""

    code, says = "may_not_appoint", "你的职责不包括任命"


class WrongScope(Refused):
    """The duty does not take this kind of scope."""

    code, says = "wrong_scope", "{duty}不能按“{scope}”任命"


class AppointmentOver(Refused):
    """The appointment has already ended."""

    code, says = "appointment_over", "这项任职已经结束"


class Over(TypedDict, total=False):
    """Where a duty is held: exactly one of the four."""

    place_id: int
    org_id: UUID
    system_id: UUID
    campaign_id: UUID


KINDS = {
    "place_id": Scope.PLACE,
    "org_id": Scope.ORG,
    "system_id": Scope.SYSTEM,
    "campaign_id": Scope.CAMPAIGN,
}


@transaction.atomic
def appoint(
    person_id: UUID, duty: str, *, of_org_id: UUID, by: Actor, now: datetime, **over: Unpack[Over]
) -> Appointment:
    """Give a person a duty in one scope (任命)."""
    if May.APPOINT not in permissions(by.duty):
        raise MayNotAppoint
    (key, value), *_ = over.items()
    scope = KINDS[key]
    if scope not in DUTIES[duty].scopes:
        raise WrongScope(duty=DUTIES[duty].label, scope=scope.label)
    column = "org_id" if scope in {Scope.ORG, Scope.SYSTEM} else key
    appointment = Appointment.objects.create(
        person_id=person_id,
        duty=duty,
        of_org_id=of_org_id,
        scope=scope,
        starts_at=now,
        **{column: value},
    )
    journal.record(
        "appointment.make", by=by, now=now, on=appointment, duty=duty, person=str(person_id)
    )
    return appointment


@transaction.atomic
def dismiss(appointment: Appointment, *, by: Actor, now: datetime, why: str) -> Appointment:
    """End an appointment (卸任)."""
    if May.APPOINT not in permissions(by.duty):
        raise MayNotAppoint
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.ends_at is not None and appointment.ends_at <= now:
        raise AppointmentOver
    appointment.ends_at = now
    appointment.save()
    journal.record("appointment.end", by=by, now=now, on=appointment, why=why)
    return appointment
