"""Questions about appointments: the hats of a person, the holders of a duty."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from kepu.access.duties import May, Scope
from kepu.access.jurisdiction import within
from kepu.access.models import Appointment
from kepu.core.actor import Actor


def in_force(now: datetime) -> QuerySet[Appointment]:
    """Narrow to the appointments that hold at an instant."""
    ends = Q(ends_at=None) | Q(ends_at__gt=now)
    return Appointment.objects.filter(ends, starts_at__lte=now)


def hats_of(person_id: UUID, now: datetime) -> QuerySet[Appointment]:
    """List the hats (身份) a person may put on, oldest first."""
    hats = in_force(now).filter(person_id=person_id)
    return hats.select_related("of_org", "place", "org").order_by("starts_at", "pk")


def appointments_of(actor: Actor) -> QuerySet[Appointment]:
    """List the appointments, past and present, of the organisations within an actor's reach."""
    mine = within(Appointment.objects.all(), actor, May.APPOINT)
    return mine.select_related("person", "of_org", "place", "org")


def campaigns_of(actor: Actor, ids: Iterable[UUID | None]) -> set[UUID]:
    """Say into which of these campaigns an actor may call people; none named, none asked."""
    asked = {one for one in ids if one}
    found = campaigns_within(actor, May.APPOINT).filter(pk__in=asked)
    return set(found.values_list("pk", flat=True)) if asked else set()


def campaigns_within(actor: Actor, permission: May) -> QuerySet[Model]:
    """Narrow the campaigns, which lie floors above, to those on which an actor may."""
    campaign: type[Model] = apps.get_model("campaigns", "Campaign")
    return within(campaign._base_manager.all(), actor, permission)


def actor_of(hat: Appointment, request_id: str = "") -> Actor:
    """Turn an appointment (with its place and org loaded) into the actor it makes of the person."""
    return Actor(
        person_id=hat.person_id,
        appointment_id=hat.pk,
        duty=hat.duty,
        org_id=hat.of_org_id,
        reach_kind=hat.scope,
        reach_key=_key(hat),
        request_id=request_id,
    )


def _key(hat: Appointment) -> str:
    scope: Any = {
        Scope.PLACE: lambda: hat.place.path,  # type: ignore[union-attr]
        Scope.SYSTEM: lambda: hat.org.path,  # type: ignore[union-attr]
        Scope.ORG: lambda: hat.org_id,
        Scope.CAMPAIGN: lambda: hat.campaign_id,
    }
    return str(scope[Scope(hat.scope)]())
