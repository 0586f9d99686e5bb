"""Loading places: adding, mending, never twice."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection

from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.places.actions import load
from kepu.places.models import Level, Place
from make.places import rows

SETUP = Actor.machine("setup")


def test_loading_again_changes_nothing(make, province, now):
    before = list(Place.objects.order_by("pk").values())

    changed = load(rows(), by=SETUP, now=now)

    assert (changed, list(Place.objects.order_by("pk").values())) == (0, before)


def test_a_renamed_place_keeps_its_path(make, province, now):
    old = make.place("栾川县")
    told = [replace(row, name="栾川市") if row.name == "栾川县" else row for row in rows()]

    changed = load(told, by=SETUP, now=now)

    new = Place.objects.get(name="栾川市")
    assert (changed, new.pk, new.path) == (1, old.pk, old.path)
    assert new.sounds.endswith("luanchuanshi lcs")
    assert Line.objects.filter(verb="place.load").latest("pk").facts["changed"] == 1


def test_only_the_country_has_no_parent(province):
    with pytest.raises(IntegrityError, match="only_the_country"):
        Place.objects.create(
            code="1", name="无上级", level_by_code=Level.CITY, manage_level=Level.CITY, path="2."
        )


def test_the_path_has_a_pattern_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'places_place'")
        indexes = [row[0] for row in cursor.fetchall()]

    assert any("(path varchar_pattern_ops)" in index for index in indexes)
