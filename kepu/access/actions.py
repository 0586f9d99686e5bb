"""Appointing and dismissing. Every write to an Appointment is in this file."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from kepu.access.duties import DUTIES, May, Scope, gives
from kepu.access.jurisdiction import insist
from kepu.access.models import Appointment
from kepu.access.queries import in_force
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal


class MayNotAppoint(Refused):
    """The duty does not include appointing to this duty."""

    code, says = "may_not_appoint", "你的职责不包括任免{duty}"


class WrongScope(Refused):
    """The duty does not take this kind of scope."""

    code, says = "wrong_scope", "{duty}不能按“{scope}”任命"


class AlreadyAppointed(Refused):
    """The person holds this very duty in this very scope."""

    code, says = "already_appointed", "此人已经是这个范围的{duty}"


class AppointmentOver(Refused):
    """The appointment has already ended."""

    code, says = "appointment_over", "这项任职已经结束"


class NotYourself(Refused):
    """Nobody ends their own appointment, so that no place loses its last administrator."""

    code, says = "not_yourself", "不能解除自己的任职，请由另一位有权任免的人办理"


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
    person_id: UUID,
    duty: str,
    *,
    of_org_id: UUID,
    by: Actor,
    now: datetime,
    until: datetime | None = None,
    **over: Unpack[Over],
) -> Appointment:
    """Give a person a duty in one scope (任命)."""
    ((key, value),) = over.items()
    scope = KINDS[key]
    if scope not in DUTIES[duty].scopes:
        raise WrongScope(duty=DUTIES[duty].label, scope=scope.label)
    column = "org_id" if scope in {Scope.ORG, Scope.SYSTEM} else key
    held = {"person_id": person_id, "duty": duty, "scope": scope, column: value}
    appointment = Appointment(**held, of_org_id=of_org_id, starts_at=now, ends_at=until)
    insist_on(by, appointment)
    if in_force(now).filter(**held).exists():
        raise AlreadyAppointed(duty=DUTIES[duty].label)
    appointment.save(force_insert=True)
    journal.record(
        "appointment.make", by=by, now=now, on=appointment, duty=duty, person=str(person_id)
    )
    return appointment


@transaction.atomic
def dismiss(
    appointment: Appointment,
    *,
    by: Actor,
    now: datetime,
    why: str,
    because_of: int | None = None,
) -> Appointment:
    """End an appointment (卸任)."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    insist_on(by, appointment)
    if appointment.person_id == by.person_id:
        raise NotYourself
    if appointment.ends_at is not None and appointment.ends_at <= now:
        raise AppointmentOver
    appointment.ends_at = now
    appointment.save()
    journal.record(
        "appointment.end", by=by, now=now, on=appointment, why=why, because_of=because_of
    )
    return appointment


def insist_on(by: Actor, appointment: Appointment) -> None:
    """Refuse unless ``by`` gives this duty, and both the seat and the scope lie in their reach.

    Somebody called into a campaign may sit anywhere: there the campaign alone decides.
    """
    if appointment.duty not in gives(by.duty):
        raise MayNotAppoint(duty=DUTIES[appointment.duty].label)
    if by.is_machine:
        return
    if appointment.scope == Scope.CAMPAIGN:
        campaign: type[Model] = apps.get_model("campaigns", "Campaign")
        insist(by, May.APPOINT, campaign(pk=appointment.campaign_id))
        return
    over: Model = appointment.place or appointment.org  # type: ignore[assignment]  # one is set
    for thing in (appointment.of_org, over):
        insist(by, May.APPOINT, thing)
