"""P3: own list and campaign page cost the same where 1,000 and where 100,000 works are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bench.database import prepare
from bench.rows import Row, side_by_side

SMALL, LARGE = 1_000, 100_000
FILL = """
    INSERT INTO submissions_work ({columns})
    SELECT {values} FROM submissions_work, generate_series(1, %(count)s) AS n WHERE id = %(work)s
"""
CHANGED = {"id": "gen_random_uuid()", "title": "title || n"}


@dataclass(frozen=True)
class Sender:
    """An organisation with so many works in a campaign of its own, and its clerk's cookie."""

    slug: str
    cookie: str
    deep: str


def rows() -> Iterator[Row]:
    """Fill two campaigns, look at both in turn."""
    prepare()
    from bench.pages import ask, queries_of

    small, large = _sender("small", SMALL), _sender("large", LARGE)
    took = side_by_side(
        {
            "small": lambda: ask("/works/", small.cookie),
            "large": lambda: ask("/works/", large.cookie),
            "deep": lambda: ask(large.deep, large.cookie),
            "state": lambda: ask("/works/?state=draft", large.cookie),
            "page small": lambda: ask(f"/campaigns/{small.slug}/"),
            "page large": lambda: ask(f"/campaigns/{large.slug}/"),
        },
        rounds=41,
    )
    for name, base, says in (
        ("large", "small", "P3 own list, 100,000 works / 1,000 works"),
        ("deep", "small", "P3 its page in the middle / first page, 1,000 works"),
        ("state", "small", "P3 narrowed to a state, 100,000 works / all, 1,000 works"),
        ("page large", "page small", "P3 campaign page, 100,000 works / 1,000 works"),
    ):
        yield Row(says=says, figure=took[name] / took[base], unit="×", at_most=1.2)
    yield Row(says="   own list at 100,000", figure=took["large"] * 1000, unit="ms")
    yield Row(says="   its queries", figure=queries_of("/works/", large.cookie), unit="SQL")
    yield Row(says="   campaign page at 100,000", figure=took["page large"] * 1000, unit="ms")
    asked = queries_of(f"/campaigns/{large.slug}/")
    yield Row(says="   its queries", figure=asked, unit="SQL")


def _sender(slug: str, count: int) -> Sender:
    """Register a sender with a campaign of its own, start one work by the front door, copy it."""
    from bench.pages import cookie_of
    from kepu.access import actions as access
    from kepu.access.queries import actor_of
    from kepu.core.actor import Actor
    from kepu.core.ids import uuid7
    from kepu.people import actions as people
    from kepu.submissions import actions as submissions

    setup, now, word = Actor.machine("setup"), datetime.now(UTC), uuid7().hex
    campaign = _campaign(slug)
    org = campaign.host
    person = people.register(
        slug, name="测试人员", password=word, must_change=False, by=setup, now=now
    )
    hat = access.appoint(person.pk, "clerk", of_org_id=org.pk, org_id=org.pk, by=setup, now=now)
    work = submissions.start(campaign, "image", org=org, by=actor_of(hat), now=now)
    _copy(work, count - 1)
    middle = type(work).objects.filter(org=org).order_by("pk")[count // 2]
    return Sender(slug, cookie_of(person), f"/works/?before={middle.pk}")


def _campaign(slug: str) -> Any:
    from kepu.campaigns import actions as campaigns
    from kepu.campaigns.specs import founding
    from kepu.core.actor import Actor
    from kepu.orgs import actions as orgs
    from kepu.orgs.models import Kind
    from kepu.places.models import Place
    from kepu.rulebook.spec import loads

    setup, now = Actor.machine("setup"), datetime.now(UTC)
    text = founding()["henan-resources-2022"].read_text(encoding="utf-8")
    spec = loads(text.replace("henan-resources-2022", slug), "spec")
    place = Place.objects.get(name="河南省")
    org = orgs.register(f"{slug}医院", kind=Kind.HOSPITAL, place=place, by=setup, now=now)
    campaign = campaigns.prepare(spec, host=org, place=place, by=setup, now=now)
    return campaigns.open_(campaign.pk, by=setup, now=now)


def _copy(work: Any, count: int) -> None:
    from django.db import connection

    columns = [field.column for field in work._meta.concrete_fields]
    values = ", ".join(CHANGED.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(columns=names, values=values), {"count": count, "work": work.pk})
        cursor.execute("VACUUM ANALYZE submissions_work")
