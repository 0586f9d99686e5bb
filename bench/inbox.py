"""P3 and P5: the inbox of 50 rows costs the same where 1,000 and where 100,000 cases wait."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.database import prepare
from bench.rows import Row, side_by_side

SMALL, LARGE = 1_000, 100_000
FILL = """
    INSERT INTO cases_case ({columns})
    SELECT {values} FROM cases_case, generate_series(1, %(count)s) AS n WHERE id = %(template)s
"""
CHANGED = {
    "id": "gen_random_uuid()",
    "subject_id": "subject_id || n",
    "label": "label || '（' || n || '）'",
    "since": "since + n * interval '1 minute'",
    "ranked_at": "ranked_at + n * interval '1 minute'",
}


def rows() -> Iterator[Row]:
    """Fill two seats, look at both inboxes in turn."""
    prepare()
    from bench.pages import ask, queries_of

    small, large = _officer("栾川县", SMALL), _officer("嵩县", LARGE)
    deep = f"/desk/inbox/?after={_deep().replace('+', '%2B')}"
    took = side_by_side(
        {
            "one": lambda: ask("/one-query/"),
            "small": lambda: ask("/desk/inbox/", small),
            "large": lambda: ask("/desk/inbox/", large),
            "deep": lambda: ask(deep, large),
            "kind": lambda: ask("/desk/inbox/?kind=work", large),
        },
        rounds=41,
    )
    unit = took["one"]
    yield Row(says="one-query view", figure=unit * 1000, unit="ms")
    for name, says in (
        ("large", "P3 inbox, 100,000 wait / 1,000 wait"),
        ("deep", "P3 its page in the middle / first page, 1,000 wait"),
        ("kind", "P3 narrowed to a kind, 100,000 wait / 1,000 wait"),
    ):
        yield Row(says=says, figure=took[name] / took["small"], unit="×", at_most=1.2)
    for name, waiting in (("small", SMALL), ("large", LARGE)):
        says = f"P5 inbox of 50 rows, {waiting:,} wait / one-query view"
        yield Row(says=says, figure=took[name] / unit, unit="×", at_most=20)
    shown = ask("/desk/inbox/", large)
    yield Row(says="P5 its rows", figure=shown.count(b'name="picked"'), unit="rows")
    asked = queries_of("/desk/inbox/", large)
    yield Row(says="P5 its queries", figure=asked, unit="SQL", at_most=8)
    yield Row(says="P5 its HTML", figure=len(shown) / 1000, unit="kB", at_most=40)


def _officer(county: str, waiting: int) -> str:
    """Appoint an officer and let cases wait for them; give the cookie of their session."""
    from bench.pages import cookie_of
    from kepu.access import actions as access
    from kepu.cases import actions as cases
    from kepu.cases.subject import Subject
    from kepu.core.actor import Actor
    from kepu.core.ids import uuid7
    from kepu.orgs import actions as orgs
    from kepu.orgs.models import Kind
    from kepu.people import actions as people
    from kepu.places.models import Place

    setup, flow = Actor.machine("setup"), Actor.machine("flow")
    now = datetime.now(UTC) - timedelta(days=300)
    place = Place.objects.get(name=county)
    org = orgs.register(f"{county}科协", kind=Kind.COUNTY_CAST, place=place, by=setup, now=now)
    person = people.register(
        county, name="测试人员", password=uuid7().hex, must_change=False, by=setup, now=now
    )
    access.appoint(person.pk, "officer", of_org_id=org.pk, place_id=place.pk, by=setup, now=now)
    subject = Subject(
        kind="work",
        id=uuid7(),
        label="雷雨来临前，身体会给你哪些信号",
        what="作品 · 视频",
        url="/works/",
        place_id=place.pk,
        org_id=org.pk,
    )
    case = cases.open(subject, [_step()], by=flow, now=now)
    _copy(case, waiting - 1)
    return cookie_of(person)


def _copy(case: Any, count: int) -> None:
    """Let many more cases like this one wait at its seat, a minute apart."""
    from django.db import connection

    columns = [field.column for field in case._meta.fields]
    values = ", ".join(CHANGED.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    filled = FILL.format(columns=names, values=values)
    with connection.cursor() as cursor:
        cursor.execute(filled, {"count": count, "template": case.pk})
        cursor.execute("VACUUM ANALYZE cases_case")


def _step() -> Any:
    from kepu.rulebook.spec import Body, Step

    body = Body(rule="ancestor", level="county", duty="officer")
    return Step(code="county", label="县级推荐", kind="sign_off", body=body, ours=True)


def _deep() -> str:
    """Give the mark of the row in the middle of the large inbox."""
    from kepu.cases.models import Case

    case = Case.objects.order_by("ranked_at", "pk")[LARGE // 2]
    return f"{case.ranked_at.isoformat()},{case.pk}"
