"""Questions about items: lists with filters and counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from kepu.library.models import Item, ItemFile, Shelf
from kepu.library.queries import counts, search
from kepu.library.queries.cards import LEAN, card
from kepu.library.queries.counts import Counts
from kepu.library.queries.facets import Facet, facets
from kepu.library.queries.instead import Instead, instead_of
from kepu.library.queries.wanted import Wanted
from kepu.look.cards import Card
from kepu.media.models import Blob, Kind
from kepu.media.queries import renditions_of
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
    """Find a page of items with counts: two queries, one more for the way to a region."""
    items, then = listed(wanted, after)
    numbers = counted(wanted)
    way = way_up(wanted.place) if wanted.place else ()
    terms = search.terms_of(wanted.q)
    return Found(
        items=[card(item, terms) for item in items],
        counts=numbers,
        facets=facets(wanted, numbers, way),
        after=then,
        instead=None if items or wanted.is_all else instead_of(wanted),
    )


def listed(
    wanted: Wanted, after: str = "", size: int = PAGE, beside: Sequence[str] = ()
) -> tuple[list[Item], str]:
    """List a page of items, the best or the newest first, and the mark where the next begins.

    ``beside`` names what is loaded with each item in the same query, as its place.
    """
    chosen, mark = _filtered(wanted), _read_mark(after)
    if wanted.q and wanted.sort != "newest":
        rows = search.ranked(chosen, wanted.q, size + 1, mark)
    else:
        rows = search.matching(chosen, wanted.q).order_by("-released_at", "-pk")
        if mark:
            _, at, pk = mark  # the first condition alone says where the index begins
            rows = rows.filter(Q(released_at__lte=at) & (Q(released_at__lt=at) | Q(pk__lt=pk)))
    if beside:
        rows = rows.select_related(*beside)
    page = list(rows.defer(*LEAN)[: size + 1])
    return page[:size], _mark(page[size - 1]) if len(page) > size else ""


def counted(wanted: Wanted) -> Counts:
    """Count what is wanted under each heading; all of the library is counted already."""
    if wanted.is_all:
        return counts.of_all()
    asked = {"all": wanted} | {name: wanted.without(name) for name in wanted.filters}
    found = {name: search.matching(_filtered(one), one.q) for name, one in asked.items()}
    return counts.of(found, search.CAP, wanted.place.path if wanted.place else "")


def shown(pk: UUID) -> QuerySet[Item]:
    """Load one item with all that its page says."""
    files = Prefetch("files", ItemFile.objects.select_related("blob"))
    return Item.objects.filter(pk=pk).select_related("place", "org", "push").prefetch_related(files)


def light(item: Item, files: list[ItemFile]) -> dict[UUID, Blob]:
    """Find the small films (标清) of a film's files, by the blob they were made of."""
    films = item.shelf == Shelf.VIDEO
    return renditions_of([file.blob_id for file in files], Kind.FILM_480) if films else {}


def newest(count: int) -> list[Card]:
    """List the newest items (上新)."""
    held = search.shelved().defer(*LEAN).order_by("-released_at", "-pk")
    return [card(item) for item in held[:count]]


def _filtered(wanted: Wanted) -> QuerySet[Item]:
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
    return search.shelved().filter(conditions)


def _mark(last: Item) -> str:
    """Write down where a page ended: by rank, if it has one, then by time and id."""
    return f"{getattr(last, 'rank', 0.0)!r}~{last.released_at.isoformat()}~{last.pk}"


def _read_mark(after: str) -> search.Mark | None:
    """Read where the page begins; what nobody of ours wrote begins at the beginning."""
    rank, _, rest = after.partition("~")
    at, _, pk = rest.partition("~")
    try:
        mark = float(rank), datetime.fromisoformat(at), UUID(pk)
    except ValueError:
        return None
    return mark if mark[1].tzinfo else None
