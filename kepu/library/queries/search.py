"""Chinese search (检索): pairs of characters find, an exact look confirms, words rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    F,
    FloatField,
    Func,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import RawSQL

from kepu.core import text
from kepu.library.life import ItemState
from kepu.library.models import Item

Mark = tuple[float, datetime, UUID]  # where a page ended: rank, time, id
BEST = """
SELECT id FROM ({newest}) AS newest WHERE {later}
ORDER BY rank DESC, released_at DESC, id DESC LIMIT %s
"""
LATER = "(rank, released_at, id) < (%s, %s, %s)"
CAP = 5_000  # so many candidates are ranked and counted; more is said as “5000+”
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
    for term in terms_of(sought):
        items = items.filter(_holds(term))
    return items


def ranked(
    items: QuerySet[Item], sought: str, most: int = CAP, after: Mark | None = None
) -> QuerySet[Item]:
    """Order the newest ``CAP`` matches: the title itself first, then by words, then by date.

    They are ranked as they are found, in one walk; only the ``most`` best, or the best of those
    ``after`` a mark, are read whole.
    """
    plain = text.plain(sought)
    words = [word for term in terms_of(sought) for word in text.words(term) or [term]]
    in_title = Case(
        When(title_plain__contains=plain, then=Value(1.0)), default=0.0, output_field=FloatField()
    )
    by = in_title + _rank(words)
    newest = matching(items, sought).annotate(rank=by).order_by("-released_at", "-pk")
    sql, params = newest.values("id", "released_at", "rank")[:CAP].query.sql_with_params()
    best = RawSQL(  # noqa: S611 - our own words, and Django's for the rest
        BEST.format(newest=sql, later=LATER if after else "TRUE"), [*params, *(after or ()), most]
    )
    found = Item.objects.filter(pk__in=best).annotate(rank=by)
    return found.order_by("-rank", "-released_at", "-pk")


def alike(item: Item, most: int) -> list[UUID]:
    """List the items that speak of the same as the title of this one, the nearest first."""
    words = [word for word in text.words(item.title_plain) if len(word) >= PAIR][:MOST_TERMS]
    if not words:
        return []
    speaking = shelved().exclude(pk=item.pk).filter(_matches("words", _any_of(words)))
    newest = speaking.order_by("-released_at", "-pk")[:CAP]
    found = Item.objects.filter(pk__in=newest.values("pk")).annotate(rank=_rank(words))
    return list(found.order_by("-rank", "-released_at", "-pk").values_list("pk", flat=True)[:most])


def _rank(words: Sequence[str]) -> Func:
    query = _tsquery(_any_of(words))
    return Func(F("words"), query, function="ts_rank", output_field=FloatField())


def _any_of(words: Sequence[str]) -> str:
    return " | ".join(quoted(word) for word in words)


def _holds(term: str) -> Q:
    if len(term) < PAIR:
        return Q(title_plain__startswith=term)
    exact, pairs = Q(haystack__contains=term), text.grams(term)
    if pairs:
        holds_pairs = Q(_matches("grams", " & ".join(quoted(pair) for pair in pairs)))
        exact = (
            holds_pairs if pairs == [term] else holds_pairs & exact
        )  # a pair needs no second look
    return exact | _sounding(term) if LATIN.fullmatch(term) else exact


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
