"""How many items there are under each heading (分类件数): of all, or of what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from kepu.library.models import Item, Tally

ALL, TYPE, THEME, AUDIENCE = "all", "type", "theme", "audience"
YEAR, REGION, ORG = "year", "region", "org"
STAMP = "stamp"  # the name of the last count of all; another one, and something has changed
GIVERS = "givers"  # how many organisations gave something; of the whole library alone
ROLLED = (TYPE, THEME, AUDIENCE, YEAR)  # counted beforehand within each other, where there are many
HEADINGS = (TYPE, THEME, AUDIENCE, REGION, YEAR, ORG)
COLUMNS = ("shelf", "themes", "audiences", "year", "place_id", "org_id", "recommender")
# {type} … name the table in which each heading is counted: without the filter of that very
# heading, so that a reader sees what the other choices would give. A region is the deepest place
# that holds all (or the one that is asked for), and its parts are counted.
COUNTED = """
placed AS (
    SELECT path, string_to_array(rtrim(path, '.'), '.') AS way, count(*) AS items
    FROM {region} JOIN places_place ON places_place.id = place_id GROUP BY path
), ends AS (
    SELECT string_to_array(rtrim(min(path COLLATE "C"), '.'), '.') AS way,
        max(path COLLATE "C") AS last
    FROM placed
), root AS (
    SELECT {root} AS path, cardinality(string_to_array(rtrim({root}, '.'), '.')) AS depth
    WHERE {root} <> ''
    UNION ALL (
        SELECT array_to_string(way[:depth], '.') || '.', depth
        FROM ends, generate_series(1, cardinality(way)) AS depth
        WHERE {root} = '' AND starts_with(last, array_to_string(way[:depth], '.') || '.')
        ORDER BY depth DESC LIMIT 1)
), parts AS (
    SELECT array_to_string(way[:root.depth + 1], '.') || '.' AS path, sum(items) AS items
    FROM placed JOIN root ON starts_with(placed.path, root.path)
    WHERE cardinality(way) > root.depth GROUP BY 1
), counted (heading, name, label, items) AS (
    SELECT 'all', '', '', count(*) FROM found
    UNION ALL SELECT 'type', shelf, '', count(*) FROM {type} GROUP BY shelf
    UNION ALL (
        SELECT 'theme', theme, '', count(*) FROM {theme}, unnest(themes) AS theme
        GROUP BY theme ORDER BY count(*) DESC, theme LIMIT 20)
    UNION ALL (
        SELECT 'audience', audience, '', count(*) FROM {audience}, unnest(audiences) AS audience
        GROUP BY audience ORDER BY count(*) DESC, audience LIMIT 12)
    UNION ALL
        SELECT 'year', year::text, '', count(*) FROM {year} WHERE year IS NOT NULL GROUP BY year
    UNION ALL (
        SELECT 'org', org_id::text, max(recommender), count(*) FROM {org}
        GROUP BY org_id ORDER BY count(*) DESC, org_id LIMIT 12)
    UNION ALL
        SELECT 'region', code, name, parts.items
        FROM parts JOIN places_place ON places_place.path = parts.path
)
"""
TOLD = "SELECT heading, name, label, items FROM counted"
MANY = "many"  # a heading of which more was found than is counted
MOST_TALLIED = 2  # so many filters at once
MOST_NAMES = 20  # of a heading where anybody may add a name
TALLIED = "SELECT heading, name, label, items FROM library_tally WHERE within = ''"


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts beside a list; ``capped`` says that there are more than ``total``.

    A heading that is not in ``under`` was too much to count.
    """

    total: int = 0
    capped: bool = False
    under: dict[str, dict[str, int]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # of regions and organisations
    givers: int = 0
    stamp: str = ""

    def of(self, heading: str) -> dict[str, int]:
        """Give how many items each name under a heading has, the most first."""
        return self.under.get(heading, {})

    @property
    def is_whole(self) -> bool:
        return self.under.keys() >= {*HEADINGS}


WHOLE: dict[str, Counts] = {}  # by stamp: that of the last count, so it is never too old


def of_all() -> Counts:
    """Read the tallies of the whole library, which are put in order once for each stamp."""
    with connection.cursor() as cursor:
        cursor.execute(TALLIED)
        rows = cursor.fetchall()
    stamp = next((label for heading, _, label, _ in rows if heading == STAMP), "")
    told = WHOLE.get(stamp) or _counts(rows)
    if stamp and stamp not in WHOLE:
        WHOLE.clear()
        WHOLE[stamp] = told
    return told


def within(heading: str, name: str) -> str:
    """Write down a filter as tallies within it do."""
    return f"{heading}={name}"


def tallied(filters: Mapping[str, str], whole: Counts, cap: int) -> Counts:
    """Read what is counted already under these filters; the total is 0 where that is not."""
    large = {
        within(name, value)
        for name, value in filters.items()
        if name in ROLLED and whole.of(name).get(value, 0) > cap
    }
    inside: dict[str, str] = {}  # each heading is counted under the filters of the others
    for heading in {*ROLLED, *filters}:
        others = [within(name, value) for name, value in filters.items() if name != heading]
        if len(others) < MOST_TALLIED:
            inside[heading] = "".join(others)
    under = {heading: dict(whole.of(heading)) for heading, one in inside.items() if not one}
    told = Tally.objects.filter(within__in=large).values_list("within", "heading", "name", "items")
    for one, heading, name, items in told if large else ():
        if inside.get(heading) == one:
            under.setdefault(heading, {})[name] = items
    chosen, value = next(iter(filters.items()))
    total = under.get(chosen, {}).get(value, 0)
    known = {heading: _sorted(heading, names) for heading, names in under.items() if names}
    return Counts(total=total, under=known, labels=whole.labels)


# What was found without the filter of one heading is not looked for where there is too much
# already; and a table is empty where it has more than is counted: nothing is worked out from it.
FOUND = """
found{end} AS MATERIALIZED (SELECT * FROM ({sql}) AS one {gate}),
size{end} AS MATERIALIZED (SELECT count(*) AS items FROM found{end}),
few{end} AS NOT MATERIALIZED (
    SELECT * FROM found{end} WHERE (SELECT items FROM size{end}) <= {cap})"""
GATE = "WHERE (SELECT items FROM size) <= {cap}"
TOO_MANY = """
UNION ALL SELECT 'many', '{name}', '', items FROM size{end} WHERE items > {cap}"""


def of(found: Mapping[str, QuerySet[Item]], cap: int, inside: str = "") -> Counts:
    """Count what was found in one query, but under no heading more than ``cap`` items.

    ``found`` has under ``all`` what was found, and under the name of a filter that is set what
    would be found without it; ``inside`` is the path of the region that is asked for.
    """
    ends = {name: "" if name == ALL else f"_{name}" for name in found}
    tables, params = [], []
    for name, items in found.items():
        sql, values = items.order_by().values(*COLUMNS)[: cap + 1].query.sql_with_params()
        gate = "" if name == ALL else GATE.format(cap=cap)
        tables.append(FOUND.format(end=ends[name], sql=sql, gate=gate, cap=cap))
        params += values
    named = {name: f"few{ends.get(name, '')}" for name in HEADINGS}
    with_all = ", ".join([*tables, COUNTED.format(**named, root="%s::text")])
    many = "".join(TOO_MANY.format(name=name, end=end, cap=cap) for name, end in ends.items())
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {with_all} {TOLD} {many}", [*params, *[inside] * 4])
        rows = cursor.fetchall()
    too_many = {name for heading, name, _, _ in rows if heading == MANY}
    if ALL in too_many:
        return Counts(total=cap, capped=True)
    told = _counts(rows)
    under = {heading: names for heading, names in told.under.items() if heading not in too_many}
    return replace(told, under=under)


def _counts(rows: Iterable[Sequence[Any]]) -> Counts:
    under: dict[str, dict[str, int]] = {heading: {} for heading in HEADINGS}
    alone: dict[str, int] = {}  # what is no heading with names
    labels: dict[str, str] = {}
    for heading, name, label, items in rows:
        if heading in under:
            under[heading][name] = int(items)
        else:
            alone[heading] = int(items)
        if label:
            labels[name] = label
    return Counts(
        total=alone.get(ALL, 0),
        under={heading: _sorted(heading, names) for heading, names in under.items()},
        labels=labels,
        givers=alone.get(GIVERS, 0),
        stamp=labels.get(STAMP, ""),
    )


def _sorted(heading: str, names: dict[str, int]) -> dict[str, int]:
    """Put the names of a heading in the order in which they are shown: years, or the most first."""
    if heading == YEAR:
        return dict(sorted(names.items(), reverse=True))
    most = sorted(names.items(), key=lambda told: (-told[1], told[0]))
    return dict(most[:MOST_NAMES] if heading in {THEME, AUDIENCE} else most)
