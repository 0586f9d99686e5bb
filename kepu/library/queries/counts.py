"""How many items there are under each heading (分类件数): of all, or of what was found."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet

from kepu.library.models import Item, Tally

ALL, SHELF, THEME, YEAR = "all", "shelf", "theme", "year"
COUNTED = """
SELECT 'all', '', count(*) FROM found
UNION ALL SELECT 'shelf', shelf, count(*) FROM found GROUP BY shelf
UNION ALL SELECT 'theme', theme, count(*) FROM found, unnest(themes) AS theme GROUP BY theme
UNION ALL SELECT 'year', year::text, count(*) FROM found WHERE year IS NOT NULL GROUP BY year
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts beside a list; ``capped`` says that there are more than were counted."""

    total: int = 0
    capped: bool = False
    shelves: dict[str, int] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)
    years: dict[str, int] = field(default_factory=dict)


def of_all() -> Counts:
    """Read the tallies of the whole library."""
    return _counts(list(Tally.objects.values_list("heading", "name", "items")), cap=None)


def of(found: QuerySet[Item], cap: int) -> Counts:
    """Count what was found, at most ``cap`` items of it, in one query."""
    chosen = found.order_by().values("shelf", "themes", "year")[: cap + 1]
    sql, params = chosen.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"WITH found AS MATERIALIZED ({sql}) {COUNTED}", params)
        return _counts(cursor.fetchall(), cap=cap)


def _counts(rows: list[tuple[str, str, int]], cap: int | None) -> Counts:
    under: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for heading, name, items in sorted(rows, key=lambda row: (-row[2], row[1])):
        under[heading][name] = items
    total = under[ALL].get("", 0)
    capped = cap is not None and total > cap
    years = dict(sorted(under[YEAR].items(), reverse=True))
    shown = cap if cap is not None and capped else total
    return Counts(shown, capped, under[SHELF], under[THEME], years)
