"""A page of many (很多件): the newest are met on a walk, others are looked up by their titles.

Nothing of this is left to the planner: pairs of one word go together, and it multiplies their
frequencies as if they did not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from kepu.library.queries.finding import found, sql
from kepu.library.queries.finding.found import BEST, SHOWN, Mark, Row, Sought
from kepu.library.queries.finding.sql import (
    ELSEWHERE,
    IN_TITLE,
    PART,
    SHELVED,
    TRUE,
    WHOLE,
    Sql,
    all_of,
    any_of,
)

WALK = 2_000  # steps of a walk, where nothing says that it takes more
MARGIN = 1.5  # so many more than should do
# The inner limit is one of steps; its table has the name that conditions know.
MET = """
SELECT id, released_at, stands FROM (
    SELECT id, released_at, {stands} AS stands FROM (
        SELECT * FROM library_item WHERE {way} ORDER BY released_at DESC, id DESC LIMIT {steps}
    ) AS library_item WHERE {reads}
) AS read WHERE stands {kinds} LIMIT {enough}"""
TITLED = """
SELECT id, released_at, {stands} AS stands FROM library_item WHERE {holds}
ORDER BY (released_at + interval '0') DESC, id DESC LIMIT {most}"""
END = "WITH {tables} SELECT {best}, (SELECT count(*) FROM {shown})"
SO_FAR = "(SELECT count(*) FROM ({told}) AS so_far) < {most}"
OF_KIND = "SELECT id FROM {name} WHERE stands >= {kind}"
UNITED = " UNION "
MANY = "(SELECT count(*) FROM proof) > {least}"
SOME = "SELECT id FROM library_item WHERE {holds} LIMIT {enough}"


class Proof(Enum):
    """How it is shown that there are many; on a walk only from the top on."""

    NONE, WALK, LOOK_UP = range(3)


@dataclass(frozen=True, slots=True)
class Met:
    """A page of what was met, and so many as it was shown that there are."""

    rows: list[Row]
    shown: int


def page(sought: Sought, most: int, after: Mark | None = None) -> list[Row]:
    """List many, the best first: what is too rare to be met is looked up."""
    if after is None and is_met_in_titles(sought, most):
        rows = met(sought, most, titles=True).rows
        if len(rows) == most:
            return rows
    rows = met(sought, most, after).rows
    return rows if len(rows) == most else found.page(sought, most, after)


def met(
    sought: Sought,
    most: int,
    after: Mark | None = None,
    *,
    steps: int = WALK,
    proof: Proof = Proof.NONE,
    titles: bool = False,
) -> Met:
    """List the best of what is met within so many steps, and of what the titles hold.

    Where the page is full it is the true one: of each kind the newest are met, and where too few
    are, all of that kind are looked up before any of the next is listed. With ``titles`` those
    that hold all are met, and nothing else is looked for.
    """
    kinds = [kind for kind in _kinds(sought) if after is None or kind <= after[0]]
    kinds = kinds[:1] if titles else kinds
    tables: dict[str, Sql] = {}
    gate = Sql(MANY.format(least=found.LEAST)) if proof == Proof.LOOK_UP else TRUE
    if after or titles:
        way = all_of((gate, SHELVED, found.older(after)))
        tables["onward"] = _met(sought, way, f"= {kinds[0]}", steps, most)
    if not tables or kinds[1:]:
        way = all_of((gate, SHELVED, _short(tables, kinds[0], most)))
        enough = most if sought.dated and proof != Proof.WALK else found.LEAST + 1
        below = "<" if tables else "<="
        tables["near"] = _met(sought, way, f"{below} {kinds[0]}", steps, enough)
    for kind in kinds:
        if kind != ELSEWHERE and not titles:
            here = after if after and kind == after[0] else None
            holds = all_of((gate, _short(tables, kind, most), _titled(sought, kind, here)))
            tables[f"titled_{kind}"] = _looked_up(holds, kind, most)
    holds = sought.holds
    some = Sql(SOME.format(holds=holds.text, enough=found.LEAST + 1), holds.params)
    return _end(tables, most, some if proof == Proof.LOOK_UP else None)


def is_met_in_titles(sought: Sought, most: int) -> bool:
    """Tell whether a page of titles that hold all is likely to be met."""
    return not sought.dated and sought.share(IN_TITLE) * WALK > MARGIN * most


def _kinds(sought: Sought) -> list[int]:
    """List where the terms may stand, the best place first."""
    if sought.dated or not sought.terms:
        return [ELSEWHERE]
    return [WHOLE, PART, ELSEWHERE] if len(sought.terms) > 1 else [WHOLE, ELSEWHERE]


def _met(sought: Sought, way: Sql, kinds: str, steps: int, enough: int) -> Sql:
    stands, reads = sought.stands, sought.reads
    told = MET.format(
        stands=stands.text, way=way.text, steps=steps, reads=reads.text, kinds=kinds, enough=enough
    )
    return Sql(told, stands.params + way.params + reads.params)


def _looked_up(holds: Sql, kind: int, most: int) -> Sql:
    return Sql(TITLED.format(stands=kind, holds=holds.text, most=most), holds.params)


def _titled(sought: Sought, kind: int, after: Mark | None) -> Sql:
    """Say that the title holds all that is sought, or some of it while the text holds all."""
    titled = [sql.titled(term, sought.shares) for term in sought.terms]
    behind = found.older(after)
    if kind == WHOLE:
        return all_of((SHELVED, *titled, *sought.filters, behind))
    whole = all_of(sql.in_title(term) for term in sought.terms)
    others = Sql(f"NOT {whole.text}", whole.params)
    return all_of((any_of(titled), others, sought.holds, behind))


def _short(tables: Iterable[str], kind: int, most: int) -> Sql:
    """Say that so far too few of this kind and of better ones are there."""
    told = UNITED.join(OF_KIND.format(name=name, kind=kind) for name in tables)
    return Sql(SO_FAR.format(told=told, most=most)) if told else TRUE


def _end(tables: dict[str, Sql], most: int, proof: Sql | None) -> Met:
    every = UNITED.join(f"TABLE {name}" for name in tables)
    best = SHOWN.format(best=BEST.format(of=f"({every}) AS met", behind="true", most=most))
    shown = "proof" if proof else "near" if "near" in tables else "onward"
    every_ = ({"proof": proof} if proof else {}) | tables
    told = ", ".join(f"{name} AS MATERIALIZED ({one.text})" for name, one in every_.items())
    params = [param for one in every_.values() for param in one.params]
    rows, shown_ = found.asked(Sql(END.format(tables=told, best=best, shown=shown), tuple(params)))
    return Met(found.rows_of(rows), shown_)
