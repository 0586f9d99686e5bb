"""Organisations: by default the association of 新郑市."""

from datetime import datetime

from kepu.core.actor import Actor
from kepu.orgs import actions
from kepu.orgs.models import Kind, Org
from kepu.places.models import Place
from make.moments import NOON
from make.places import place as a_place


def org(
    name: str = "",
    *,
    kind: Kind = Kind.COUNTY_CAST,
    place: Place | None = None,
    parent: Org | None = None,
    now: datetime = NOON,
) -> Org:
    """Register an organisation."""
    lies_in = place or a_place()
    called = name or f"{lies_in.name}科学技术协会"
    setup = Actor.machine("setup")
    return actions.register(called, kind=kind, place=lies_in, parent=parent, by=setup, now=now)
