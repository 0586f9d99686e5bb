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
from kepu.library.queries.facets import Facet, Named, facets
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
    """Find a page of items with counts: two queries, more where there is much."""
    numbers = counted(wanted)
    items, then = listed(wanted, after, many=numbers.capped)
    terms = search.terms_of(wanted.q)
    return Found(
        items=[card(item, terms) for item in items],
        counts=numbers,
        facets=facets(wanted, numbers, _named(wanted, numbers)),
        after=then,
        instead=None if items or wanted.is_all else instead_of(wanted),
    )


def listed(
    wanted: Wanted,
    after: str = "",
    size: int = PAGE,
    *,
    beside: Sequence[str] = (),
    many: bool | None = None,
) -> tuple[list[Item], str]:
    """List a page of items, the best or the newest first, and the mark where the next begins.

    ``beside`` names what is loaded with each item in the same query, as its place; ``many`` says
    whether more matches than are counted, where that is known.
    """
    chosen, mark = _filtered(wanted).defer(*LEAN), _read_mark(after)
    if beside:
        chosen = chosen.select_related(*beside)
    if not wanted.q:
        page = list(search.since(chosen, mark).order_by(*search.NEWEST)[: size + 1])
    else:
        order = search.newest if wanted.sort == "newest" else search.best
        many = search.are_many(chosen, wanted.q) if many is None else many
        page = order(chosen, wanted.q, size + 1, many=many, after=mark)
    return page[:size], _mark(page[size - 1]) if len(page) > size else ""


def counted(wanted: Wanted) -> Counts:
    """Count what is wanted under each heading; the whole library is counted already."""
    if wanted.is_all:
        return counts.of_all()
    known = None if wanted.q else counts.tallied(wanted.filters, search.CAP)
    if known:
        return known
    others = [name for name in wanted.filters if name != counts.REGION]  # parts of what was found
    asked = {counts.ALL: wanted} | {name: wanted.without(name) for name in others}
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


def _named(wanted: Wanted, numbers: Counts) -> Named:
    """Look up what can be chosen where it was not counted, and the way to the region asked for."""
    below = counts.REGION in numbers.uncounted and wanted.place is not None
    return Named(
        way=way_up(wanted.place) if wanted.place else [],
        below=list(wanted.place.children.order_by("code")) if below and wanted.place else [],
        whole=counts.of_all() if numbers.uncounted else Counts(),
    )


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
