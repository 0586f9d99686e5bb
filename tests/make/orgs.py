"""Organisations: by default the association of 新郑市."""

from datetime import datetime
from itertools import count

from kepu.core.actor import Actor
from kepu.orgs import actions
from kepu.orgs.models import Kind, Org
from kepu.places.models import Place
from make.moments import NOON
from make.places import place as a_place

numbers = count(1)


def org(
    name: str = "",
    *,
    kind: Kind | None = None,
    place: Place | None = None,
    parent: Org | None = None,
    now: datetime = NOON,
) -> Org:
    """Give an organisation of this name, registered when it is not there yet.

    Without name and kind it is the association of the place.
    """
    lies_in, by = place or a_place(), Actor.machine("setup")
    if not name and not kind:
        called = f"{lies_in.name}科学技术协会"
        return actions.association(called, place=lies_in, by=by, now=now)
    what = Kind(kind or Kind.OTHER)
    called = name or f"{lies_in.name}{what.label}{next(numbers)}"
    if there := Org.objects.filter(name=called, place=lies_in, closed_at=None).first():
        return there
    return actions.register(called, kind=what, place=lies_in, parent=parent, by=by, now=now)
