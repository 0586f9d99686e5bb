"""Writes to places: loading the frozen tree, again and again with the same result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from kepu.core.actor import Actor
from kepu.core.text import sounds
from kepu.journal import actions as journal
from kepu.places.models import Level, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place as the data file tells it; parents come before their children."""

    code: str
    name: str
    parent: str
    level_by_code: Level
    manage_level: Level


@transaction.atomic
def load(rows: Iterable[Row], *, by: Actor, now: datetime) -> int:
    """Add the places that are not there yet, and say how many (行政区划入库)."""
    known = {place.code: place for place in Place.objects.all()}
    added = 0
    for row in rows:
        if row.code in known:
            continue
        parent = known.get(row.parent)
        known[row.code] = Place.objects.create(
            code=row.code,
            name=row.name,
            parent=parent,
            level_by_code=row.level_by_code,
            manage_level=row.manage_level,
            path=f"{parent.path if parent else ''}{row.code}.",
            sounds=sounds(row.name)[:255],
        )
        added += 1
    if added:
        journal.record("place.load", by=by, now=now, on=("place", "tree"), added=added)
    return added
