"""Appointments, and the actors they make of persons."""

from datetime import datetime
from typing import Any
from uuid import UUID

from kepu.access import actions, queries
from kepu.access.duties import DUTIES, Scope
from kepu.access.models import Appointment
from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.orgs.models import Org
from kepu.people.models import Person
from kepu.places.models import Place
from make.moments import NOON
from make.orgs import org as an_org
from make.people import person as a_person
from make.places import place as a_place


def appointment(
    duty: str = "clerk",
    *,
    over: Any = None,
    system: Org | None = None,
    person: Person | None = None,
    of_org: Org | None = None,
    now: datetime = NOON,
) -> Appointment:
    """Appoint someone: ``over`` a place, an organisation, a campaign (or its id), or a ``system``.

    Without either, the duty is held over 新郑市, its association or a campaign.
    """
    scope, key = ("system_id", system.pk) if system else _scope(duty, over)
    home = of_org or system or (over if isinstance(over, Org) else None)
    return actions.appoint(
        (person or a_person()).pk,
        duty,
        of_org_id=home.pk if home else _own(scope, key),
        by=Actor.machine("setup"),
        now=now,
        **{scope: key},
    )


def actor(duty: str, *, over: Any = None, **named: Any) -> Actor:
    """Give someone in that duty; the same arguments as ``appointment``."""
    return queries.actor_of(appointment(duty, over=over, **named))


def _scope(duty: str, over: Any) -> tuple[str, Any]:
    if isinstance(over, Place):
        return "place_id", over.pk
    if isinstance(over, Org):
        return "org_id", over.pk
    if over is not None:
        return "campaign_id", over if isinstance(over, UUID) else over.pk
    if Scope.PLACE in DUTIES[duty].scopes:
        return "place_id", a_place().pk
    if Scope.ORG in DUTIES[duty].scopes:
        return "org_id", an_org().pk
    return "campaign_id", uuid7()


def _own(scope: str, key: Any) -> Any:
    """Give the organisation the person sits in: the one they act for, else one in their place."""
    if scope == "org_id":
        return key
    where = Place.objects.get(pk=key) if scope == "place_id" else a_place()
    return an_org(place=where).pk


def setup() -> Actor:
    """Give the machine that may everything: the console."""
    return Actor.machine("setup")
