"""Writes to places: loading the frozen tree, again and again with the same result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from kepu.core.actor import Actor
from kepu.core.text import sounds
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.places import queries
from kepu.places.models import Place
from kepu.places.queries import Row

TREE = ("place", "tree")
AT_A_TIME = 2_000
TOLD = ("name", "kind", "level_by_code", "manage_level", "is_sub_provincial", "sounds")


def load_country(*, by: Actor, now: datetime) -> int:
    """Load the frozen country unless this very file is in already; says how many rows changed."""
    version = queries.frozen_version()
    lines = Line.objects.filter(subject_kind=TREE[0], subject_id=TREE[1], verb="place.load")
    last = lines.order_by("-pk").first()
    if last is not None and last.facts.get("version") == version:
        return 0
    return load(queries.frozen(), by=by, now=now, version=version)


@transaction.atomic
def load(rows: Iterable[Row], *, by: Actor, now: datetime, version: str = "") -> int:
    """Add the places that are missing, mend those told otherwise, say how many (行政区划入库)."""
    places = {place.code: place for place in Place.objects.all()}
    fresh: defaultdict[int, list[Place]] = defaultdict(list)  # by depth: parents are saved first
    changed = []
    for row in rows:
        told = _told(row)
        place = places.get(row.code)
        if place is None:
            parent = places.get(row.parent)
            path = f"{parent.path if parent else ''}{row.segment}."
            places[row.code] = Place(code=row.code, parent=parent, path=path, **told)
            fresh[path.count(".")].append(places[row.code])
        elif any(getattr(place, field) != value for field, value in told.items()):
            for field, value in told.items():
                setattr(place, field, value)
            changed.append(place)
    for depth in sorted(fresh):
        Place.objects.bulk_create(fresh[depth], batch_size=AT_A_TIME)
    Place.objects.bulk_update(changed, TOLD, batch_size=AT_A_TIME)
    added = sum(len(places) for places in fresh.values())
    if added or changed or version:
        journal.record(
            "place.load",
            by=by,
            now=now,
            on=TREE,
            added=added,
            changed=len(changed),
            version=version,
        )
    return added + len(changed)


def _told(row: Row) -> dict[str, object]:
    told = {field: getattr(row, field) for field in TOLD}
    return told | {"sounds": row.sounds or sounds(row.name)}
