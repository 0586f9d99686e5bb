"""Chinese search (检索): pairs of characters find, an exact look confirms."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, FloatField, Func, QuerySet, TextField, Value

from kepu.core import text
from kepu.library.life import ItemState
from kepu.library.models import Item
from kepu.library.queries.finding import sql
from kepu.library.queries.finding.sql import PAIR, all_of, quoted

SOUGHT = ("title_plain", "sounds", "haystack", "words", "grams")  # to be found by, never shown
MOST_ALIKE = 500  # of so many newest items that share a word, the nearest are taken
NEWEST = ("-released_at", "-pk")
MOST_TERMS, LONGEST_TERM = 8, 40


def terms_of(sought: str) -> list[str]:
    """Cut what a person typed into the terms that must all be found."""
    return [term[:LONGEST_TERM] for term in text.plain(sought).split(" ")[:MOST_TERMS] if term]


def shelved() -> QuerySet[Item]:
    """List what the public may see."""
    return Item.objects.filter(state=ItemState.SHELVED)


def matching(items: QuerySet[Item], sought: str) -> QuerySet[Item]:
    """Narrow items to those that hold every term exactly; by sound too, if it is typed in Latin."""
    return items.filter(all_of(map(sql.holds, terms_of(sought))).condition)


def sounding(items: QuerySet[Item], syllables: Sequence[str]) -> QuerySet[Item]:
    """Narrow items to those that hold these sounds one after the other."""
    return items.filter(sql.spoken(syllables).condition)


def alike(item: Item, most: int) -> list[UUID]:
    """List the items that speak of the same as the title of this one, the nearest first."""
    words = [word for word in text.words(item.title_plain) if len(word) >= PAIR][:MOST_TERMS]
    if not words:
        return []
    any_of_them = " | ".join(map(quoted, words))
    speaking = shelved().exclude(pk=item.pk).filter(sql.matches("words", any_of_them).condition)
    lately = speaking.order_by(*NEWEST)[:MOST_ALIKE]
    found = Item.objects.filter(pk__in=lately.values("pk")).annotate(rank=_rank(any_of_them))
    return list(found.order_by("-rank", *NEWEST).values_list("pk", flat=True)[:most])


def _rank(words: str) -> Func:
    query = Func(
        Value(words, output_field=TextField()),
        template="(%(expressions)s)::tsquery",
        output_field=TextField(),
    )
    return Func(F("words"), query, function="ts_rank", output_field=FloatField())
