"""How many items there are under each heading (分类件数): of all, or of what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from kepu.library.models import Item, Tally

ALL, TYPE, THEME, AUDIENCE = "all", "type", "theme", "audience"
YEAR, REGION, ORG = "year", "region", "org"
GIVERS = "givers"  # how many organisations gave something; of the whole library alone
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


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts beside a list; ``capped`` says that there are more than were counted."""

    total: int = 0
    capped: bool = False
    types: dict[str, int] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)
    audiences: dict[str, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)
    regions: dict[str, int] = field(default_factory=dict)
    orgs: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)  # of regions and organisations
    givers: int = 0


def of_all() -> Counts:
    """Read the tallies of the whole library."""
    return _counts(Tally.objects.values_list("heading", "name", "label", "items"), cap=None)


def of(found: Mapping[str, QuerySet[Item]], cap: int, inside: str = "") -> Counts:
    """Count what was found, at most ``cap`` items of it, in one query.

    ``found`` has under ``all`` what was found, and under the name of each filter that is set what
    would be found without it; ``inside`` is the path of the region that is asked for.
    """
    tables, params = [], []
    for name, items in found.items():
        sql, values = items.order_by().values(*COLUMNS)[: cap + 1].query.sql_with_params()
        tables.append(f"{_table(name)} AS MATERIALIZED ({sql})")
        params += values
    named = {name: _table(name if name in found else ALL) for name in HEADINGS}
    with_all = ", ".join([*tables, COUNTED.format(**named, root="%s::text")])
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {with_all} {TOLD}", [*params, *[inside] * 4])
        return _counts(cursor.fetchall(), cap=cap)


def _table(name: str) -> str:
    return "found" if name == ALL else f"found_{name}"


def _counts(rows: Iterable[tuple[str, str, str, int]], cap: int | None) -> Counts:
    under: defaultdict[str, dict[str, int]] = defaultdict(dict)
    labels: dict[str, str] = {}
    for heading, name, label, items in sorted(rows, key=lambda row: (-row[3], row[1])):
        under[heading][name] = int(items)
        if label:
            labels[name] = label
    total = under[ALL].get("", 0)
    capped = cap is not None and total > cap
    return Counts(
        total=cap if cap is not None and capped else total,
        capped=capped,
        types=under[TYPE],
        themes=under[THEME],
        audiences=under[AUDIENCE],
        years=dict(sorted(under[YEAR].items(), reverse=True)),
        regions=under[REGION],
        orgs=under[ORG],
        labels=labels,
        givers=under[GIVERS].get("", 0),
    )
