"""Chinese search (检索): pairs of characters find, an exact look confirms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import DateTimeField, ExpressionWrapper, F, QuerySet

from kepu.core import text
from kepu.library.life import ItemState
from kepu.library.models import Item, Push
from kepu.library.queries import counts
from kepu.library.queries.finding import found, frequent, sql
from kepu.library.queries.finding.sql import PAIR, SHELVED, TRUE, Sql, all_of, quoted

SOUGHT = (
    "title_plain",
    "sounds",
    "spelt",
    "initials",
    "haystack",
    "words",
    "grams",
)  # to be found by, never shown
MOST_SHARING = 5_000  # so many may hold one of the words by which others are found
MOST_ALIKE = 500  # of so many newest items that share a word, the nearest are taken
NEWEST = ("-released_at", "-pk")
# The same order, but in no index: the planner looks up, and is not tempted to walk through all.
LOOKED_UP = (ExpressionWrapper(F("released_at") + timedelta(0), DateTimeField()).desc(), "-pk")
MOST_TERMS, LONGEST_TERM = 8, 40
# Where words are looked up, by an order in no index: the planner is not to walk through all texts.
ALIKE = """
WITH lately AS MATERIALIZED (
    SELECT id, released_at, words FROM library_item WHERE {speaking} AND id <> %s
    ORDER BY {released} DESC, id DESC LIMIT {lately}
)
SELECT ARRAY(
    SELECT id FROM lately
    ORDER BY ts_rank(words, %s::tsquery) DESC, released_at DESC, id DESC LIMIT %s)
"""


def terms_of(sought: str) -> list[str]:
    """Cut what a person typed into the terms that must all be found."""
    return [term[:LONGEST_TERM] for term in text.plain(sought).split(" ")[:MOST_TERMS] if term]


def shelved() -> QuerySet[Item]:
    """List what the public may see."""
    held = Push.objects.filter(held=True)
    return Item.objects.filter(state=ItemState.SHELVED).exclude(push__in=held)


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
    rare = _rare(words)
    shares_one = sql.matches("words", _any_of(rare)) if rare else TRUE
    told = ALIKE.format(
        speaking=all_of((SHELVED, shares_one)).text,
        released="(released_at + interval '0')" if rare else "released_at",
        lately=MOST_ALIKE,
    )
    params = (*shares_one.params, item.pk, _any_of(words), most)
    near: list[UUID] = found.asked(Sql(told, params))[0]
    return near


def _rare(words: Sequence[str]) -> list[str]:
    """Choose the words by which others are found: what thousands hold says little of a title."""
    whole = counts.of_all()
    shares, held, rare = frequent.shares(whole.stamp, "words"), 0.0, []
    for word in sorted(words, key=lambda word: shares.get(word, 0)):
        held += shares.get(word, 0) * whole.total
        if held <= MOST_SHARING:
            rare.append(word)
    return rare


def _any_of(words: Sequence[str]) -> str:
    return " | ".join(map(quoted, words))
