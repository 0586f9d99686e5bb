"""What can be done to organisations. Every write to an Org is in this file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.core.text import sounds
from kepu.journal import actions as journal
from kepu.orgs.models import Kind, Org
from kepu.places.models import Place


@transaction.atomic
def register(
    name: str, *, kind: Kind, place: Place, parent: Org | None = None, by: Actor, now: datetime
) -> Org:
    """Enter an organisation (登记单位) into both trees."""
    pk = uuid7()
    org = Org.objects.create(
        id=pk,
        name=name,
        kind=kind,
        place=place,
        parent=parent,
        path=f"{parent.path if parent else ''}{pk.hex[-12:]}.",
        sounds=sounds(name)[:255],
        opened_at=now,
    )
    journal.record("org.register", by=by, now=now, on=org)
    return org
