"""Conditions on items as PostgreSQL reads them (检索条件语句), put together without the ORM.

Django takes longer to write a search than PostgreSQL to carry it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from kepu.core import text
from kepu.library.queries.finding.wanted import Wanted

WHOLE, PART, ELSEWHERE = 2, 1, 0  # the title holds all that is sought, some of it, nothing
PAIR = 2
LATIN = re.compile(r"[a-z]+")
FAR = 3  # times as common
NOTHING: Mapping[str, float] = MappingProxyType({})
IN_TITLE = "^"  # stands before each pair of the title, in front of which no text has it
SPOKEN = "~"  # stands before each pair of syllables of title and owners


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement and what its placeholders stand for."""

    text: str
    params: tuple[Any, ...] = ()

    @property
    def condition(self) -> RawSQL:
        """Give the same to the ORM; not for subqueries, where it has another name for the table."""
        return RawSQL(self.text, self.params, output_field=BooleanField())  # noqa: S611 -- ours


TRUE, FALSE = Sql("true"), Sql("false")
# What the public may see: on the shelf, and of a push that is not held back (docs/adr/0035).
SHELVED = Sql(
    "(library_item.state = 'shelved' AND library_item.push_id NOT IN "
    "(SELECT id FROM library_push WHERE held))"
)


def all_of(pieces: Iterable[Sql]) -> Sql:
    return _joined(" AND ", pieces) or TRUE


def any_of(pieces: Iterable[Sql]) -> Sql:
    return _joined(" OR ", pieces) or FALSE


def _joined(by: str, pieces: Iterable[Sql]) -> Sql | None:
    told = [one for one in pieces if one is not TRUE]
    if len(told) < 2:  # noqa: PLR2004 - nothing to join
        return told[0] if told else None
    params = tuple(param for one in told for param in one.params)
    return Sql(f"({by.join(one.text for one in told)})", params)


def quoted(lexeme: str) -> str:
    """Quote a lexeme for a tsvector or tsquery literal."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def filters(wanted: Wanted) -> list[Sql]:
    """List the conditions of the filters that are set."""
    told = (
        ("library_item.shelf = %s", wanted.shelf),
        ("library_item.themes @> ARRAY[%s]::varchar[]", wanted.theme),
        ("library_item.audiences @> ARRAY[%s]::varchar[]", wanted.audience),
        ("library_item.year = %s", wanted.year),
        (
            "library_item.place_id IN (SELECT id FROM places_place WHERE path LIKE %s)",
            f"{wanted.place.path}%" if wanted.place else "",
        ),
        ("library_item.org_id = %s", wanted.org),
    )
    return [Sql(condition, (value,)) for condition, value in told if value]


def holds(term: str, shares: Mapping[str, float] = NOTHING) -> Sql:
    """Say that an item holds a term exactly; by sound too, if it is typed in Latin."""
    if len(term) < PAIR:
        return _begins(term)
    exact, pairs = _contains("haystack", term), rarest(text.grams(term), shares)
    if pairs:  # after the text: where the planner rather reads rows, few pairs are fetched
        exact = all_of((exact, matches("grams", " & ".join(map(quoted, pairs)))))
    return any_of((exact, _sounding(term))) if LATIN.fullmatch(term) else exact


def reads(term: str) -> Sql:
    """Say the same by what the row holds itself, without any index."""
    if len(term) < PAIR:
        return _begins(term)
    exact = _contains("haystack", term)
    if not LATIN.fullmatch(term):
        return exact
    syllables = text.syllables(term)
    spelt = [term, *([" ".join(syllables)] if len(syllables) >= PAIR else [])]
    return any_of((exact, *map(_spelt, spelt)))


def titled(term: str, shares: Mapping[str, float] = NOTHING) -> Sql:
    """Say that the title holds a term, by its marked pairs."""
    pairs = rarest([f"{IN_TITLE}{pair}" for pair in text.grams(term)], shares)
    if not pairs:
        return all_of((in_title(term), holds(term)))
    return all_of((matches("grams", " & ".join(map(quoted, pairs))), in_title(term)))


def rarest(pairs: Sequence[str], shares: Mapping[str, float]) -> list[str]:
    """Choose the pairs to look up: none that is far more common than the rarest of them."""
    least = min((shares.get(pair, 0) for pair in pairs), default=0)
    return [pair for pair in pairs if shares.get(pair, 0) <= least * FAR]


def in_title(term: str) -> Sql:
    return _contains("title_plain", term)


def stands(terms: Sequence[str]) -> Sql:
    """Tell where the terms stand, as a number."""
    if not terms:
        return Sql(str(ELSEWHERE))
    titles = [*map(in_title, terms)]
    whole, part = all_of(titles), any_of(titles)
    told, params = f"WHEN {whole.text} THEN {WHOLE}", whole.params
    if len(terms) > 1:
        told, params = f"{told} WHEN {part.text} THEN {PART}", params + part.params
    return Sql(f"CASE {told} ELSE {ELSEWHERE} END", params)


def spoken(syllables: Sequence[str]) -> Sql:
    """Hold these sounds one after the other (读音), the last perhaps not typed to its end."""
    *whole, begun = map(quoted, spoken_pairs(syllables))
    return all_of(
        (matches("grams", " & ".join([*whole, f"{begun}:*"])), _spelt(" ".join(syllables)))
    )


def spoken_pairs(syllables: Sequence[str]) -> list[str]:
    """List the pairs of neighbouring syllables as the index has them."""
    return [f"{SPOKEN}{one} {other}" for one, other in pairwise(syllables)]


def matches(column: str, query: str) -> Sql:
    # A cast, not to_tsquery: PostgreSQL's own text parser must never see our lexemes.
    return Sql(f"(library_item.{column} @@ %s::tsquery)", (query,))


def _sounding(spelt: str) -> Sql:
    begins = matches("words", f"{quoted(spelt)}:*")
    syllables = text.syllables(spelt)
    return any_of((begins, spoken(syllables))) if len(syllables) >= PAIR else begins


def _spelt(sounds: str) -> Sql:
    return Sql("' ' || library_item.sounds LIKE %s", (f"% {sounds}%",))


def _begins(term: str) -> Sql:
    return Sql("library_item.title_plain LIKE %s", (f"{_plainly(term)}%",))


def _contains(column: str, term: str) -> Sql:
    return Sql(f"library_item.{column} LIKE %s", (f"%{_plainly(term)}%",))


def _plainly(term: str) -> str:
    told: str = connection.ops.prep_for_like_query(term)
    return told
