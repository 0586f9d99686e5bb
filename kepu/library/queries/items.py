"""Questions about items: lists with filters and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from kepu.library.models import Item
from kepu.library.queries import counts, search
from kepu.library.queries.cards import SHOWN, card
from kepu.library.queries.counts import Counts
from kepu.library.queries.facets import Facet, Named, facets
from kepu.library.queries.finding import sql
from kepu.library.queries.finding.found import Row
from kepu.library.queries.finding.wanted import Wanted
from kepu.library.queries.instead import Instead, instead_of
from kepu.library.queries.look import look
from kepu.look.cards import Card
from kepu.places.queries import way_up

PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found: its items, the counts, the filters, where the next one begins."""

    items: list[Card]
    counts: Counts
    facets: list[Facet]
    after: str = ""
    instead: Instead | None = None


def find(wanted: Wanted, after: str = "") -> Found:
    """Find a page of items with counts: two queries, more where there is much."""
    whole = counts.of_all()
    seen = look(wanted, after, PAGE, whole)
    terms = search.terms_of(wanted.q)
    return Found(
        items=[card(row, terms) for row in seen.rows],
        counts=seen.counts,
        facets=facets(wanted, seen.counts, _named(wanted, seen.counts, whole)),
        after=seen.after,
        instead=None if seen.rows or wanted.is_all else instead_of(wanted),
    )


def told(wanted: Wanted, after: str, size: int) -> tuple[list[Item], Counts, str]:
    """Find a page of items as programs are told them, the counts, where the next page begins."""
    seen = look(wanted, after, size, counts.of_all())
    return _whole(seen.rows), seen.counts, seen.after


def newest_of(wanted: Wanted, size: int) -> list[Item]:
    """List the newest of what is wanted as programs are told them."""
    if wanted.q:
        seen = look(replace(wanted, sort="newest"), "", size, counts.of_all())
        return _whole(seen.rows)
    narrow = sql.all_of(sql.filters(wanted)).condition
    return list(whole().filter(narrow).order_by(*search.NEWEST)[:size])


def whole() -> QuerySet[Item]:
    """Choose from the shelves with all that is told to programs, but not what is searched in."""
    return search.shelved().select_related("place", "campaign").defer(*search.SOUGHT)


def _whole(rows: Sequence[Row]) -> list[Item]:
    held = {str(item.pk): item for item in whole().filter(pk__in=[row.pk for row in rows])}
    return [held[row.pk] for row in rows if row.pk in held]


def newest(count: int) -> list[Card]:
    """List the newest items (上新)."""
    held = search.shelved().only(*SHOWN).order_by(*search.NEWEST)
    return [card(item) for item in held[:count]]


def _named(wanted: Wanted, numbers: Counts, whole: Counts) -> Named:
    """Look up the way to the region asked for, and its parts where they were not counted."""
    if wanted.place is None:
        return Named(whole=whole)
    counted_below = counts.REGION in numbers.under
    below = [] if counted_below else list(wanted.place.children.order_by("code"))
    return Named(way_up(wanted.place), below, whole)
