"""``python -m bench.shelves N``: fill the library of a home with N items more (make seed-big).

Titles are made up; search columns are made by the library's own code, rows arrive by COPY. The
site of the home must run. Not for a site that people use: these items were never judged.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from functools import partial
from io import BytesIO
from multiprocessing import get_context
from typing import Any

from bench.stories import TOLD, Story

ORGS, PIECE = 40, 1_000
NAME, HOST = "性能测试批次", "性能测试科协"
APART = timedelta(minutes=1)


def fill(count: int, corpus: str = "patterns") -> None:
    """Add items to the library of the database that Django is set up for."""
    from django.db import connection, transaction

    from kepu.library.actions import tally
    from kepu.library.models import Item, ItemFile
    from kepu.submissions.models import Work

    ground = Ground(TOLD[corpus])
    start = Work.objects.filter(number__startswith="BIG-").count()
    numbers = range(start, start + count)
    pieces = [numbers[at : at + PIECE] for at in range(0, count, PIECE)]
    index = partial(_indexed, corpus=corpus, owners=[org.name for org in ground.orgs])
    helpers = ProcessPoolExecutor(2, get_context("spawn"), initializer=_set_up)
    with transaction.atomic(), helpers:
        for piece, indexed in zip(pieces, helpers.map(index, pieces), strict=True):
            rows = [ground.rows(number, told) for number, told in zip(piece, indexed, strict=True)]
            for kind, made in zip((Work, Item, ItemFile), zip(*rows, strict=True), strict=True):
                _copy(kind, made)
    with connection.cursor() as cursor:
        for kind in (Work, Item, ItemFile):
            cursor.execute(f"VACUUM ANALYZE {kind._meta.db_table}")
    tally()


class Ground:
    """What the items stand on: a campaign, organisations in many counties, one push, one file."""

    def __init__(self, story: Callable[[int], Story]) -> None:
        from kepu.core import clock
        from kepu.library.actions import MOST_NEAR
        from kepu.library.models import Push
        from kepu.places.models import Place

        self.story, self.now = story, clock.now()
        province = Place.objects.get(code="410000000000")
        self.campaign = _campaign(province, self.now)
        self.orgs = _orgs(province, self.now)
        self.push, _ = Push.objects.get_or_create(
            campaign=self.campaign,
            name=NAME,
            defaults={
                "place": province,
                "state": "released",
                "gathered_at": self.now,
                "released_at": self.now,
            },
        )
        self.blob = _blob(self.now)
        self.near: deque[Any] = deque(maxlen=MOST_NEAR)

    def rows(self, number: int, indexed: Any) -> tuple[Any, Any, Any]:
        """Make one work, the item it has become, and the item's file."""
        from kepu.library.models import Item, ItemFile
        from kepu.library.queries.index import INDEX_VERSION
        from kepu.submissions.models import Work

        told, org = self.story(number), self.orgs[number % len(self.orgs)]
        at = self.now - timedelta(days=1_500) + number * APART
        common = {
            "campaign_id": self.campaign.pk,
            "org_id": org.pk,
            "place_id": org.place_id,
            "title": told.title,
            "number": f"BIG-{number:07}",
        }
        work = Work(
            version_id=self.campaign.version_id,
            category="image",
            state="passed",
            saved_at=at,
            submitted_at=at,
            **common,
        )
        item = Item(
            work_id=work.pk,
            push_id=self.push.pk,
            released_at=at,
            recommender=org.name,
            licence="可无偿用于公益科普宣传。",
            licence_clause="四（三）3",
            index_version=INDEX_VERSION,
            near=list(self.near),
            **{name: getattr(indexed, name) for name in type(indexed).__slots__},
            **_said(told),
            **common,
        )
        file = ItemFile(item_id=item.pk, blob_id=self.blob.pk, order=1, name="图.jpg", about="JPG")
        self.near.append(item.pk)
        return work, item, file


def _said(told: Story) -> dict[str, Any]:
    from kepu.rulebook.audiences import groups

    return {
        "abstract": told.abstract,
        "shelf": told.shelf,
        "themes": [told.theme],
        "year": told.year,
        "audience": told.audience,
        "audiences": groups(told.audience),
    }


def _set_up() -> None:
    import django

    django.setup()


def _indexed(numbers: Sequence[int], corpus: str, owners: Sequence[str]) -> list[Any]:
    """Make the search columns of some items, in a process beside."""
    from kepu.library.queries.index import Words

    found = []
    for number in numbers:
        told, owner = TOLD[corpus](number), owners[number % len(owners)]
        words = Words(
            title=told.title,
            abstract=told.abstract,
            keywords=told.keywords,
            themes=[told.theme],
            audience=told.audience,
            owners=owner,
        )
        found.append(words.indexed)
    return found


def _copy(kind: Any, made: Sequence[Any]) -> None:
    """Bring rows in as PostgreSQL takes them fastest."""
    from django.db import connection

    fields = [field for field in kind._meta.concrete_fields if not field.has_db_default()]
    names = ", ".join(f'"{field.column}"' for field in fields)
    into = f"COPY {kind._meta.db_table} ({names}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in made:
            values = (getattr(row, field.attname) for field in fields)
            given = zip(fields, values, strict=True)
            copy.write_row([field.get_db_prep_save(value, connection) for field, value in given])


def _orgs(province: Any, now: Any) -> list[Any]:
    from kepu.core.actor import Actor
    from kepu.orgs import actions
    from kepu.orgs.models import Kind, Org
    from kepu.places.models import Place

    setup, found = Actor.machine("setup"), []
    counties = Place.objects.filter(path__startswith=province.path, manage_level="county")
    for place in counties.order_by("code")[:ORGS]:
        name = f"{place.name}{HOST}"
        found.append(
            Org.objects.filter(name=name, place=place).first()
            or actions.register(name, kind=Kind.COUNTY_CAST, place=place, by=setup, now=now)
        )
    return found


def _campaign(province: Any, now: Any) -> Any:
    from importlib.resources import files

    from kepu.campaigns import actions
    from kepu.campaigns.models import Campaign
    from kepu.core.actor import Actor
    from kepu.orgs.actions import register
    from kepu.orgs.models import Kind
    from kepu.rulebook.spec import loads

    if there := Campaign.objects.exclude(version=None).order_by("pk").first():
        return there
    setup = Actor.machine("setup")
    text = files("kepu.campaigns.specs").joinpath("henan-resources-2022.toml").read_text()
    host = register(HOST, kind=Kind.PROVINCE_CAST, place=province, by=setup, now=now)
    made = actions.prepare(loads(text, "henan.toml"), host=host, place=province, by=setup, now=now)
    return actions.open_(made.pk, by=setup, now=now)


def _blob(now: Any) -> Any:
    from PIL import Image

    from kepu.core.actor import Actor
    from kepu.media import actions

    out, setup = BytesIO(), Actor.machine("setup")
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(out, "JPEG")
    ticket = actions.allow(
        "bench", at_most_bytes=1 << 24, expires=now + timedelta(hours=1), by=setup, now=now
    )
    return actions.receive(ticket, BytesIO(out.getvalue()), name="图.jpg", by=setup, now=now)


def main(count: int) -> None:
    """Fill the library of the home that is named, and say how long it took."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepu.config.settings")
    _set_up()
    began = time.perf_counter()
    fill(count)
    print(f"入库 {count} 件，用了 {time.perf_counter() - began:.0f} 秒")


if __name__ == "__main__":
    main(int(sys.argv[1]))
