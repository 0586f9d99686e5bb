"""Chinese search (检索): pairs of characters find, an exact look confirms, titles come first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    ExpressionWrapper,
    F,
    FloatField,
    Func,
    IntegerField,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from kepu.core import text
from kepu.library.life import ItemState
from kepu.library.models import Item

Mark = tuple[int, datetime, UUID]  # where a page ended: where the words stand, time, id
SOUGHT = ("title_plain", "sounds", "haystack", "words", "grams")  # to be found by, never shown
CAP = 500  # so many found items are counted and sorted; where there are more, there are “many”
WALK = 2_000  # of many, the newest are met within so many steps, or else looked up
WHOLE, PART, ELSEWHERE = 2, 1, 0  # the title holds all that is sought, some of it, nothing
IN_TITLE = "^"  # stands before each pair of the title, in front of which no text has it
NEWEST = ("-released_at", "-pk")
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
# The same times, but in no index: who wants this order looks up all, and cannot walk to find out.
LOOKED_UP = (
    ExpressionWrapper(F("released_at") + timedelta(0), DateTimeField()).desc(),
    "-pk",
)
PAIR = 2
LATIN = re.compile(r"[a-z]+")
MOST_TERMS, LONGEST_TERM = 8, 40


def quoted(lexeme: str) -> str:
    """Quote a lexeme for a tsvector or tsquery literal."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def terms_of(sought: str) -> list[str]:
    """Cut what a person typed into the terms that must all be found."""
    return [term[:LONGEST_TERM] for term in text.plain(sought).split(" ")[:MOST_TERMS] if term]


def shelved() -> QuerySet[Item]:
    """List what the public may see."""
    return Item.objects.filter(state=ItemState.SHELVED)


def matching(items: QuerySet[Item], sought: str) -> QuerySet[Item]:
    """Narrow items to those that hold every term exactly; by sound too, if it is typed in Latin."""
    return items.filter(_each(_holds, terms_of(sought)))


def are_many(items: QuerySet[Item], sought: str) -> bool:
    """Tell whether there are more matches than are counted."""
    return len(matching(items, sought).order_by().values("pk")[: CAP + 1]) > CAP


def best(
    items: QuerySet[Item], sought: str, most: int, *, many: bool, after: Mark | None = None
) -> list[Item]:
    """List what matches: what the title holds wholly first, then in part, then the rest, by date.

    A few are sorted. Of ``many``, one kind after the other is listed until the page is full, so
    that none is read to its end.
    """
    terms = terms_of(sought)
    if not many:
        found = items.filter(_each(_holds, terms)).annotate(stands=_stands(terms))
        return list(_later(found, after).order_by("-stands", *NEWEST)[:most])
    listed: list[Item] = []
    for stands, where in _places(terms):
        if len(listed) < most and (after is None or stands <= after[0]):
            mark = after if after and stands == after[0] else None
            here = items.filter(where).annotate(stands=Value(stands))
            hold = _titled if stands == WHOLE else _holds
            listed += _newest_of_many(here, terms, hold, most - len(listed), mark)
    return listed


def newest(
    items: QuerySet[Item], sought: str, most: int, *, many: bool, after: Mark | None = None
) -> list[Item]:
    """List what matches, by date alone."""
    terms = terms_of(sought)
    if many:
        return _newest_of_many(items, terms, _holds, most, after)
    return list(since(items.filter(_each(_holds, terms)), after).order_by(*LOOKED_UP)[:most])


def since(items: QuerySet[Item], after: Mark | None) -> QuerySet[Item]:
    """Go on behind a mark, by date; the first condition alone says where the index begins."""
    if after is None:
        return items
    _, at, pk = after
    return items.filter(Q(released_at__lte=at) & (Q(released_at__lt=at) | Q(pk__lt=pk)))


def _later(items: Any, after: Mark | None) -> Any:
    if after is None:
        return items
    stands, at, pk = after
    here = Q(released_at__lt=at) | Q(released_at=at, pk__lt=pk)
    return items.filter(Q(stands__lt=stands) | Q(stands=stands) & here)


def _newest_of_many(
    items: QuerySet[Item],
    terms: Sequence[str],
    hold: Callable[[str], Q],
    most: int,
    after: Mark | None,
) -> list[Item]:
    """Walk from the newest on and read; what is too rare to be met so is looked up."""
    way = shelved() if after is None else shelved().filter(released_at__lte=after[1])
    end = Subquery(way.order_by(*NEWEST).values("released_at")[WALK : WALK + 1])
    near = items.filter(_each(_reads, terms), released_at__gte=Coalesce(end, BEGINNING))
    met = list(since(near, after).order_by(*NEWEST)[:most])
    if len(met) == most:
        return met
    found = items.filter(_each(hold, terms))
    return list(since(found, after).order_by(*LOOKED_UP)[:most])


def _places(terms: Sequence[str]) -> Iterator[tuple[int, Q]]:
    """List where terms may stand, the best place first, each with the condition that says so."""
    in_title = [Q(title_plain__contains=term) for term in terms]
    whole, part = reduce(and_, in_title, Q()), reduce(or_, in_title, Q())
    yield WHOLE, whole
    if len(terms) > 1:
        yield PART, part & ~whole
    if terms:
        yield ELSEWHERE, ~part


def _stands(terms: Sequence[str]) -> Case | Value:
    places = [
        When(where, then=Value(stands)) for stands, where in _places(terms) if stands and where
    ]
    return Case(*places, default=ELSEWHERE, output_field=IntegerField())


def _each(how: Callable[[str], Q], terms: Sequence[str]) -> Q:
    return reduce(and_, map(how, terms), Q())


def alike(item: Item, most: int) -> list[UUID]:
    """List the items that speak of the same as the title of this one, the nearest first."""
    words = [word for word in text.words(item.title_plain) if len(word) >= PAIR][:MOST_TERMS]
    if not words:
        return []
    speaking = shelved().exclude(pk=item.pk).filter(_matches("words", _any_of(words)))
    lately = speaking.order_by(*NEWEST)[:CAP]
    found = Item.objects.filter(pk__in=lately.values("pk")).annotate(rank=_rank(words))
    return list(found.order_by("-rank", *NEWEST).values_list("pk", flat=True)[:most])


def _rank(words: Sequence[str]) -> Func:
    query = _tsquery(_any_of(words))
    return Func(F("words"), query, function="ts_rank", output_field=FloatField())


def _any_of(words: Sequence[str]) -> str:
    return " | ".join(quoted(word) for word in words)


def _holds(term: str) -> Q:
    if len(term) < PAIR:
        return Q(title_plain__startswith=term)
    exact, pairs = Q(haystack__contains=term), text.grams(term)
    if pairs:  # after the text: where the planner rather reads rows, few pairs are fetched
        exact &= Q(_matches("grams", " & ".join(quoted(pair) for pair in pairs)))
    return exact | _sounding(term) if LATIN.fullmatch(term) else exact


def _reads(term: str) -> Q:
    """Say the same by what the row holds itself, without any index."""
    if len(term) < PAIR:
        return Q(title_plain__startswith=term)
    exact = Q(haystack__contains=term)
    return exact | _sounding(term) if LATIN.fullmatch(term) else exact


def _titled(term: str) -> Q:
    """Say that the title holds a term, by its marked pairs."""
    pairs = text.grams(term)
    if not pairs:
        return _holds(term)
    marked = " & ".join(quoted(f"{IN_TITLE}{pair}") for pair in pairs)
    return Q(_matches("grams", marked)) & Q(title_plain__contains=term)


def _sounding(spelt: str) -> Q:
    begins = Q(_matches("words", f"{quoted(spelt)}:*"))
    syllables = text.syllables(spelt)
    return begins | spoken(syllables) if len(syllables) >= PAIR else begins


def spoken(syllables: Sequence[str]) -> Q:
    """Hold these sounds one after the other (读音), the last perhaps not typed to its end."""
    *whole, last = (quoted(one) for one in syllables)
    return Q(_matches("words", " <-> ".join([*(f"{one}:D" for one in whole), f"{last}:*D"])))


def _matches(column: str, query: str) -> Func:
    return Func(
        F(column),
        _tsquery(query),
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def _tsquery(literal: str) -> Func:
    # A cast, not to_tsquery: PostgreSQL's own text parser must never see our lexemes.
    return Func(
        Value(literal, output_field=TextField()),
        template="(%(expressions)s)::tsquery",
        output_field=TextField(),
    )
