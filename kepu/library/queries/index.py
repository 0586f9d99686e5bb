"""What an item is found by (索引): its search columns, made from its words."""

from __future__ import annotations

from dataclasses import dataclass

from kepu.core import text
from kepu.library.queries.finding.sql import IN_TITLE, quoted

LONGEST_TITLE = 200
MOST_WORDS = 9_999  # a tsvector counts positions up to 16,383


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an item is found by."""

    title_plain: str
    sounds: str
    haystack: str
    words: str
    grams: str


def index(title: str, *others: str, owner: str = "") -> Indexed:
    """Make the search columns of an item; the two vectors as PostgreSQL literals."""
    title_plain = text.plain(title)
    body = "\n".join(text.plain(other) for other in others if other)
    in_title = (f"{IN_TITLE}{pair}" for pair in text.grams(title_plain[:LONGEST_TITLE]))
    haystack = f"{title_plain}\n{text.plain(owner)}\n{body}"
    sounds = f"{text.sounds(title_plain)} {text.sounds(owner)}".strip()
    weighted = [
        *((word, "A") for word in text.words(title_plain)),
        *((word, "B") for word in text.words(body)),
        *((sound, "D") for sound in sounds.split()),
    ]
    return Indexed(
        title_plain=title_plain[:LONGEST_TITLE],
        sounds=sounds,
        haystack=haystack,
        words=" ".join(
            f"{quoted(word)}:{at}{w}" for at, (word, w) in enumerate(weighted[:MOST_WORDS], 1)
        ),
        grams=" ".join(quoted(gram) for gram in dict.fromkeys([*text.grams(haystack), *in_title])),
    )
