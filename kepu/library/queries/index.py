"""What an item is found by (索引): its search columns and its groups, made from its words."""

from __future__ import annotations

from dataclasses import dataclass

from kepu.core import text
from kepu.library.models import Item
from kepu.library.queries.finding.sql import IN_TITLE, quoted, spoken_pairs
from kepu.rulebook.audiences import groups

# Raise when what is below, core.text or rulebook.audiences answers differently (a test tells): a
# job then indexes anew what is of an earlier version (docs/adr/0039).
INDEX_VERSION = 6
LONGEST_TITLE = 200
LONGEST_SPELT = 40  # nobody types more before choosing
MOST_WORDS = 9_999  # a tsvector counts positions up to 16,383


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an item is found by."""

    title_plain: str
    sounds: str
    spelt: str
    initials: str
    haystack: str
    words: str
    grams: str


def index(title: str, *others: str, owner: str = "") -> Indexed:
    """Make the search columns of an item; the two vectors as PostgreSQL literals."""
    title_plain = text.plain(title)
    body = "\n".join(text.plain(other) for other in others if other)
    in_title = (f"{IN_TITLE}{pair}" for pair in text.grams(title_plain[:LONGEST_TITLE]))
    haystack = f"{title_plain}\n{text.plain(owner)}\n{body}"
    *syllables, spelt, initials = text.sounds(title_plain).split() or ["", ""]
    said = text.sounds(owner).split()
    sounds = " ".join([*syllables, spelt, initials, *said]).strip()
    spoken = [*spoken_pairs(syllables), *spoken_pairs(said[:-2])]
    weighted = [
        *((word, "A") for word in text.words(title_plain)),
        *((word, "B") for word in text.words(body)),
        *((sound, "D") for sound in sounds.split()),
    ]
    return Indexed(
        title_plain=title_plain[:LONGEST_TITLE],
        sounds=sounds,
        spelt=spelt[:LONGEST_SPELT],
        initials=initials[:LONGEST_SPELT],
        haystack=haystack,
        words=" ".join(
            f"{quoted(word)}:{at}{w}" for at, (word, w) in enumerate(weighted[:MOST_WORDS], 1)
        ),
        grams=" ".join(map(quoted, dict.fromkeys([*text.grams(haystack), *in_title, *spoken]))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an item says, as far as it is searched for and sorted by it."""

    title: str
    abstract: str
    keywords: str
    themes: list[str]
    audience: str
    owners: str

    @property
    def audiences(self) -> list[str]:
        return groups(self.audience)

    @property
    def indexed(self) -> Indexed:
        said = (self.abstract, self.keywords, *self.themes, self.audience, *self.audiences)
        return index(self.title, *said, owner=self.owners)


def are_of_old() -> bool:
    """Tell whether items are left that were indexed by the rules of an earlier version."""
    return Item.objects.filter(index_version__lt=INDEX_VERSION).exists()


def words_of(item: Item) -> Words:
    """Read the words of an item out of its row; of its keywords only the index knows."""
    known = {item.abstract, *item.themes, item.audience, *item.audiences, *groups(item.audience)}
    said = {*map(text.plain, known)}
    body = (text.plain(line) for line in item.haystack.split("\n")[2:])
    return Words(
        title=item.title,
        abstract=item.abstract,
        keywords=" ".join(line for line in body if line not in said),
        themes=item.themes,
        audience=item.audience,
        owners=f"{item.recommender} {item.rights_holder}",
    )
