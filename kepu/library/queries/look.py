"""One page of what is wanted, and its counts: which of several ways is the quickest (检索路径)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from uuid import UUID

from kepu.library.queries import counts
from kepu.library.queries.counts import Counts
from kepu.library.queries.finding import found, frequent, many, sql
from kepu.library.queries.finding.found import Mark, Row, Sought
from kepu.library.queries.finding.many import Proof
from kepu.library.queries.finding.wanted import Wanted
from kepu.library.queries.search import terms_of

MOST_KEPT = 1_000
KEPT: dict[tuple[Wanted, str], Counts] = {}  # by question and stamp, so none is too old
LIKELY = 2  # times as many as are counted
# What it takes to show that there are many, in microseconds as measured: a step of the walk; an
# item looked up by its pairs; what looking up takes besides; an item that is counted and sorted.
STEP, ITEM, BESIDES, SORTED = 0.6, 0.15, 1_400, 2


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of rows, the counts of all of them, and where the next page begins."""

    rows: list[Row]
    counts: Counts
    after: str


def look(wanted: Wanted, after: str, size: int, whole: Counts) -> Seen:
    """Find a page and count what is wanted under each heading.

    The counts are kept until something in the library changes: many ask the same.
    """
    mark, most, rows = _read_mark(after), size + 1, None
    asked = replace(wanted, sort=""), whole.stamp
    numbers = whole if wanted.is_all else KEPT.get(asked)
    if numbers is None:
        rows, numbers = _counted(wanted, whole, most, mark)
        if len(KEPT) >= MOST_KEPT:
            KEPT.clear()
        if whole.stamp:
            KEPT[asked] = numbers
    if rows is None:
        rows = _listed(wanted, numbers, whole, most, mark)
    return Seen(rows[:size], numbers, _mark(rows[size - 1]) if len(rows) > size else "")


def _counted(
    wanted: Wanted, whole: Counts, most: int, mark: Mark | None
) -> tuple[list[Row] | None, Counts]:
    """Count; give the page as well, where it comes with the counts."""
    known = Counts() if wanted.q else counts.tallied(wanted.filters, whole, found.CAP)
    if known.total > found.CAP:
        return None, known
    too_much, sought = replace(known, total=found.LEAST, capped=True), _sought(wanted, whole)
    proof, steps, cap = _expected(sought, whole.total)
    if proof == Proof.WALK and mark:
        proof, steps = Proof.LOOK_UP, many.WALK
    if proof != Proof.NONE:
        titles = proof == Proof.LOOK_UP and mark is None and many.is_met_in_titles(sought, most)
        met = many.met(sought, most, mark, steps=steps, proof=proof, titles=titles)
        if met.shown > found.LEAST:
            return met.rows if len(met.rows) == most else None, too_much
    apart = [name for name in wanted.filters if name not in {*known.under, counts.REGION}]
    beside = {name: _sought(wanted.without(name), whole) for name in apart}
    few = found.counted(sought, beside, most, mark, cap=cap)
    if few.total > cap:
        return None, too_much
    told = counts.of(few, wanted.place.path if wanted.place else "", whole.stamp)
    labels = known.labels | told.labels
    return few.rows, replace(told, under=told.under | known.under, labels=labels)


def _expected(sought: Sought, items: int) -> tuple[Proof, int, int]:
    """Choose how to show that there are many, if that is likely: the steps, what to count at most.

    What is too rare to be met soon is rather counted and sorted, all of it.
    """
    share = sought.share()
    likely = share * items
    if sought.filters or likely < LIKELY * found.CAP:
        return Proof.NONE, many.WALK, found.CAP
    walk, look_up = found.LEAST / share * STEP, BESIDES + likely * ITEM
    if likely * LIKELY < found.MOST and look_up + likely * SORTED < LIKELY * walk:
        return Proof.NONE, many.WALK, found.MOST
    if walk > look_up:
        return Proof.LOOK_UP, many.WALK, found.CAP
    return Proof.WALK, ceil(many.MARGIN * found.LEAST / share), found.CAP


def _listed(
    wanted: Wanted, numbers: Counts, whole: Counts, most: int, mark: Mark | None
) -> list[Row]:
    """List a page of what was counted before."""
    much, sought = numbers.capped or numbers.total > found.CAP, _sought(wanted, whole)
    if not wanted.q and (much or wanted.is_all):
        return found.newest(sought.filters, most, mark)
    if much and (sought.share() * many.WALK > most or sought.is_latin):
        return many.page(sought, most, mark)
    return found.page(sought, most, mark)


def _sought(wanted: Wanted, whole: Counts) -> Sought:
    dated = not wanted.q or wanted.sort == "newest"
    known = frequent.shares(whole.stamp) if wanted.q else {}
    return Sought(terms_of(wanted.q), sql.filters(wanted), dated, known)


def _mark(last: Row) -> str:
    """Write down where a page ended: where its words stand, then time and id."""
    return f"{last.stands}~{last.released_at}~{last.pk}"


def _read_mark(after: str) -> Mark | None:
    """Read where the page begins; what nobody of ours wrote begins at the beginning."""
    stands, _, rest = after.partition("~")
    at, _, pk = rest.partition("~")
    try:
        mark = int(stands), datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return mark if mark[1].tzinfo else None
