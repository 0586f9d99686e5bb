"""What a search finds, in one statement: the best page of it, and how much under each heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import prod
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from kepu.core import text
from kepu.library.models import address_of
from kepu.library.queries.finding import sql
from kepu.library.queries.finding.sql import LATIN, PAIR, SHELVED, TRUE, Sql, all_of

Mark = tuple[int, datetime, UUID]  # where a page ended: where the words stand, time, id
CAP = 500  # so many found items are counted and sorted; where there are more, there are “many”
MOST = 3_000  # so many, if it is known before that there are about so many
LEAST = 200  # of many no more than so many are shown to be there
COLUMNS = {
    "type": "shelf",
    "theme": "themes",
    "audience": "audiences",
    "region": "place_id",
    "year": "year",
    "org": "org_id",
}


class Row(NamedTuple):
    """An item as a list shows it, as the statement gives it."""

    pk: str
    stands: int
    released_at: str
    title: str
    abstract: str
    shelf: str
    themes: list[str]
    measure: str
    recommender: str
    rights_holder: str
    downloads: int

    def get_absolute_url(self) -> str:
        return address_of(self.pk)


class Group(NamedTuple):
    """How many of the found items share a value under a heading; ``owner`` names one of them."""

    heading: str
    value: Any
    owner: str
    items: int


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: terms, and filters beside them; ``dated`` sorts by date alone.

    ``shares`` says how common pairs are, as far as that is known; the answer is the same without.
    """

    terms: Sequence[str]
    filters: Sequence[Sql] = ()
    dated: bool = False
    shares: Mapping[str, float] = field(default_factory=dict)

    @property
    def stands(self) -> Sql:
        return sql.stands(() if self.dated else self.terms)

    @property
    def holds(self) -> Sql:
        terms = (sql.holds(term, self.shares) for term in self.terms)
        return all_of((SHELVED, *terms, *self.filters))

    @property
    def reads(self) -> Sql:
        return all_of((*map(sql.reads, self.terms), *self.filters))

    @property
    def is_latin(self) -> bool:
        return any(len(term) >= PAIR and LATIN.fullmatch(term) for term in self.terms)

    def share(self, mark: str = "") -> float:
        """Guess which part of all items holds the terms; 0 where that is small or not known.

        The pairs of a term go together, terms do not.
        """
        pairs = [[f"{mark}{pair}" for pair in text.grams(term)] for term in self.terms]
        if not pairs or not all(pairs) or self.is_latin:
            return 0
        return prod(min(self.shares.get(pair, 0) for pair in each) for each in pairs)


@dataclass(frozen=True, slots=True)
class Few:
    """A page of what was found, how much that is, and its groups."""

    rows: list[Row]
    total: int
    groups: list[Group]
    too_many: set[str]  # the headings of which more was found than is counted


FOUND = """found{end} AS MATERIALIZED (
    SELECT id, released_at, {stands} AS stands{columns} FROM library_item WHERE {holds} {limit}
)"""
WEIGHED = ", shelf, themes, audiences, place_id, year, org_id, recommender"
SIZE = "(SELECT count(*) FROM found{end})"
FEW = """few{end} AS NOT MATERIALIZED (
    SELECT * FROM found{end} WHERE (SELECT count(*) FROM found{end}) <= {cap}
)"""
NOT_MANY = "(SELECT count(*) FROM found) <= {cap}"
GROUPED = """(SELECT json_agg(told) FROM (
    SELECT json_build_array(grouping({columns}), max(recommender), count(*), {columns}) AS told
    FROM few{end} GROUP BY GROUPING SETS ({sets})
) AS grouped)"""
BEST = """SELECT id, stands FROM {of} WHERE {behind}
    ORDER BY stands DESC, released_at DESC, id DESC LIMIT {most}"""
LATEST = """SELECT id, 0 FROM library_item WHERE {where}
    ORDER BY released_at DESC, id DESC LIMIT {most}"""
SHOWN = """(SELECT json_agg(json_build_array(id, best.stands, released_at, title, abstract, shelf,
    themes, measure, recommender, rights_holder, downloads)
    ORDER BY best.stands DESC, released_at DESC, id DESC)
FROM ({best}) AS best (id, stands) JOIN library_item USING (id))"""


def newest(filters: Sequence[Sql], most: int, after: Mark | None = None) -> list[Row]:
    """List the newest items under some filters, as far as an index leads."""
    where = all_of((SHELVED, *filters, older(after)))
    told = SHOWN.format(best=LATEST.format(where=where.text, most=most))
    return rows_of(asked(Sql(f"SELECT {told}", where.params))[0])


def page(sought: Sought, most: int, after: Mark | None = None) -> list[Row]:
    """List what is found, the best first; all of it is looked up and sorted."""
    found, best = _found(sought), _best("found", most, after)
    told = SHOWN.format(best=best.text)
    return rows_of(asked(Sql(f"WITH {found.text} SELECT {told}", found.params + best.params))[0])


def counted(
    sought: Sought,
    beside: Mapping[str, Sought],
    most: int,
    after: Mark | None = None,
    *,
    cap: int,
) -> Few:
    """Find a page and count all there is under each heading, unless that is more than ``cap``.

    ``beside`` has under the name of a filter that is set what would be found without it; that
    heading is counted there, so that a reader sees what the other choices would give.
    """
    ends = {"": sought} | {f"_{name}": other for name, other in beside.items()}
    headings = [[name for name in COLUMNS if name not in beside], *([name] for name in beside)]
    tables = [table for end, one in ends.items() for table in _few(one, end, cap)]
    best = _best("few", most, after)
    columns = [
        f"ARRAY[{', '.join(SIZE.format(end=end) for end in ends)}]",
        SHOWN.format(best=best.text),
        *(_grouped(end, names) for end, names in zip(ends, headings, strict=True)),
    ]
    told = f"WITH {', '.join(one.text for one in tables)} SELECT {', '.join(columns)}"
    params = tuple(param for one in (*tables, best) for param in one.params)
    (total, *sizes), rows, *groups = asked(Sql(told, params))
    return Few(
        rows=rows_of(rows),
        total=total,
        groups=[one for each in map(_groups, headings, groups) for one in each],
        too_many={name for name, size in zip(beside, sizes, strict=True) if size > cap},
    )


def asked(statement: Sql) -> tuple[Any, ...]:
    """Ask for the one row that a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(statement.text, [*statement.params])
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def rows_of(told: list[list[Any]] | None) -> list[Row]:
    return [Row(*row) for row in told or ()]


def behind(after: Mark | None) -> Sql:
    """Say that a found row stands behind a mark."""
    if after is None:
        return TRUE
    return Sql("(stands, released_at, id) < (%s, %s, %s)", after)


def older(after: Mark | None) -> Sql:
    """Say that an item is older than a mark, wherever the words stand in it."""
    return Sql("(released_at, id) < (%s, %s)", after[1:]) if after else TRUE


def _found(
    sought: Sought, end: str = "", columns: str = "", gate: Sql = TRUE, limit: str = ""
) -> Sql:
    stands, holds = sought.stands, all_of((gate, sought.holds))
    told = FOUND.format(end=end, stands=stands.text, columns=columns, holds=holds.text, limit=limit)
    return Sql(told, stands.params + holds.params)


def _few(sought: Sought, end: str, cap: int) -> Iterator[Sql]:
    """Look up one more than is counted; give all, or none where that is more than is counted."""
    gate = Sql(NOT_MANY.format(cap=cap)) if end else TRUE
    yield _found(sought, end, WEIGHED, gate, f"LIMIT {cap + 1}")
    yield Sql(FEW.format(end=end, cap=cap))


def _best(of: str, most: int, after: Mark | None) -> Sql:
    where = behind(after)
    return Sql(BEST.format(of=of, behind=where.text, most=most), where.params)


def _grouped(end: str, names: Sequence[str]) -> str:
    columns = [COLUMNS[name] for name in names]
    sets = ", ".join(f"({column})" for column in columns)
    return GROUPED.format(columns=", ".join(columns), end=end, sets=sets) if names else "NULL"


def _groups(names: Sequence[str], told: list[list[Any]] | None) -> Iterator[Group]:
    """Read which heading each group is of: of all bits, only that of its column is not set."""
    every = (1 << len(names)) - 1
    heading = {every - (1 << at): name for at, name in enumerate(reversed(names))}
    for bits, owner, items, *values in told or ():
        name = heading[bits]
        yield Group(name, values[names.index(name)], owner, items)
