"""Questions about items: lists with filters and counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from kepu.library.models import Item
from kepu.library.queries import counts, search
from kepu.library.queries.cards import SHOWN, card
from kepu.library.queries.counts import Counts
from kepu.library.queries.facets import Facet, Named, facets
from kepu.library.queries.instead import Instead, instead_of
from kepu.library.queries.wanted import Wanted
from kepu.look.cards import Card
from kepu.places.queries import way_up

PAGE = 20
MOST_KEPT = 1_000
KEPT: dict[tuple[Wanted, str], Counts] = {}  # by question and stamp, so none is too old


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found: its items, the counts, the filters, where the next one begins."""

    items: list[Card]
    counts: Counts
    facets: list[Facet]
    after: str = ""
    instead: Instead | None = None


def find(wanted: Wanted, after: str = "") -> Found:
    """Find a page of items with counts: three queries, more where there is much."""
    whole = counts.of_all()
    numbers = counted(wanted, whole)
    items, then = listed(wanted, after, many=numbers.capped)
    terms = search.terms_of(wanted.q)
    return Found(
        items=[card(item, terms) for item in items],
        counts=numbers,
        facets=facets(wanted, numbers, _named(wanted, numbers, whole)),
        after=then,
        instead=None if items or wanted.is_all else instead_of(wanted),
    )


def listed(
    wanted: Wanted,
    after: str = "",
    size: int = PAGE,
    *,
    of: QuerySet[Item] | None = None,
    many: bool | None = None,
) -> tuple[list[Item], str]:
    """List a page of items, the best or the newest first, and the mark where the next begins.

    ``of`` are the items to choose from with all that will be read of them, by default what cards
    show; ``many`` says whether more match than are counted, where that is known.
    """
    items = search.shelved().only(*SHOWN) if of is None else of
    chosen, mark = items.filter(_conditions(wanted)), _read_mark(after)
    if not wanted.q:
        page = list(search.since(chosen, mark).order_by(*search.NEWEST)[: size + 1])
    else:
        order = search.newest if wanted.sort == "newest" else search.best
        many = search.are_many(chosen, wanted.q) if many is None else many
        page = order(chosen, wanted.q, size + 1, many=many, after=mark)
    return page[:size], _mark(page[size - 1]) if len(page) > size else ""


def whole() -> QuerySet[Item]:
    """Choose from the shelves with all that is told to programs, but not what is searched in."""
    return search.shelved().select_related("place", "campaign").defer(*search.SOUGHT)


def counted(wanted: Wanted, whole: Counts | None = None) -> Counts:
    """Count what is wanted under each heading; the whole library is counted already.

    The answer is kept until something in the library changes: many ask the same.
    """
    whole = whole or counts.of_all()
    if wanted.is_all:
        return whole
    asked = (replace(wanted, sort=""), whole.stamp)
    numbers = KEPT.get(asked) or _counted(wanted, whole)
    if len(KEPT) >= MOST_KEPT:
        KEPT.clear()
    if whole.stamp:
        KEPT[asked] = numbers
    return numbers


def _counted(wanted: Wanted, whole: Counts) -> Counts:
    known = Counts() if wanted.q else counts.tallied(wanted.filters, whole, search.CAP)
    if known.total > search.CAP:
        return known
    apart = {name for name in wanted.filters if name not in known.under} - {counts.REGION}
    asked = {counts.ALL: wanted} | {name: wanted.without(name) for name in apart}
    found = {
        name: search.matching(search.shelved().filter(_conditions(one)), one.q)
        for name, one in asked.items()
    }
    told = counts.of(found, search.CAP, wanted.place.path if wanted.place else "")
    return replace(told, under=told.under | known.under, labels=known.labels | told.labels)


def newest(count: int) -> list[Card]:
    """List the newest items (上新)."""
    held = search.shelved().only(*SHOWN).order_by(*search.NEWEST)
    return [card(item) for item in held[:count]]


def _conditions(wanted: Wanted) -> Q:
    conditions = Q()
    if wanted.shelf:
        conditions &= Q(shelf=wanted.shelf)
    if wanted.theme:
        conditions &= Q(themes__contains=[wanted.theme])
    if wanted.audience:
        conditions &= Q(audiences__contains=[wanted.audience])
    if wanted.year:
        conditions &= Q(year=wanted.year)
    if wanted.place:
        conditions &= Q(place__path__startswith=wanted.place.path)
    if wanted.org:
        conditions &= Q(org_id=wanted.org)
    return conditions


def _named(wanted: Wanted, numbers: Counts, whole: Counts) -> Named:
    """Look up the way to the region asked for, and its parts where they were not counted."""
    if wanted.place is None:
        return Named(whole=whole)
    counted_below = counts.REGION in numbers.under
    below = [] if counted_below else list(wanted.place.children.order_by("code"))
    return Named(way_up(wanted.place), below, whole)


def _mark(last: Item) -> str:
    """Write down where a page ended: where its words stand, then time and id."""
    return f"{getattr(last, 'stands', 0)}~{last.released_at.isoformat()}~{last.pk}"


def _read_mark(after: str) -> search.Mark | None:
    """Read where the page begins; what nobody of ours wrote begins at the beginning."""
    stands, _, rest = after.partition("~")
    at, _, pk = rest.partition("~")
    try:
        mark = int(stands), datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return mark if mark[1].tzinfo else None
