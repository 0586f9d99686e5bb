"""What to offer where nothing was found: fewer filters, shorter words, what sounds the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Value

from kepu.core import text
from kepu.library.models import Item
from kepu.library.queries import search
from kepu.library.queries.facets import ways_out
from kepu.library.queries.finding.sql import PAIR
from kepu.library.queries.finding.wanted import Wanted
from kepu.look.chips import Choice

MOST = 4


@dataclass(frozen=True, slots=True)
class Instead:
    """The ways out of an empty page (换个找法)."""

    wider: list[Choice]  # the same question without one of its filters
    words: list[Choice]  # parts of what was typed under which there is something
    alike: list[Item]  # titles that sound like what was typed


def instead_of(wanted: Wanted) -> Instead:
    """Look for ways out: two queries, and none where only filters were set."""
    if not wanted.q:
        return Instead(ways_out(wanted), [], [])
    return Instead(ways_out(wanted), _words(wanted), _alike(wanted.q))


def _words(wanted: Wanted) -> list[Choice]:
    terms = search.terms_of(wanted.q)
    parts = dict.fromkeys(word for term in terms for word in text.words(term) if len(word) > 1)
    asked = [
        search.matching(search.shelved(), part)
        .annotate(part=Value(part))
        .order_by()
        .values_list("part", flat=True)[:1]
        for part in list(parts)[: search.MOST_TERMS]
        if part != text.plain(wanted.q)
    ]
    if not asked:
        return []
    first, *others = asked
    held = set(first.union(*others))
    return [Choice(part, replace(Wanted(), q=part).address) for part in parts if part in held][
        :MOST
    ]


def _alike(sought: str) -> list[Item]:
    *syllables, _, _ = text.sounds(text.plain(sought)).split() or ["", ""]
    if len(syllables) < PAIR:
        return []
    found = search.sounding(search.shelved(), syllables).only("pk", "title")
    return list(found.order_by(*search.LOOKED_UP)[:MOST])
