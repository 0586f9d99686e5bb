"""A library made up (语料): titles and abstracts from a vocabulary of ours, some words common."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
FIRST_YEAR, YEARS = 2015, 8


@dataclass(frozen=True, slots=True)
class Story:
    """The words of one item."""

    title: str
    abstract: str
    keywords: str
    theme: str
    shelf: str
    year: int
    audience: str


def story(number: int) -> Story:
    """Make up the words of an item, the same for the same number."""
    luck = Random(number)  # noqa: S311 - the same library each time
    theme = luck.choice(tuple(WORDS["things"]))
    things = WORDS["things"][theme]
    thing = _rather_the_first(luck, things)
    words = {
        "thing": thing,
        "other": _rather_the_first(luck, [one for one in things if one != thing]),
        "who": _rather_the_first(luck, WORDS["who"]),
        "where": _rather_the_first(luck, WORDS["where"]),
        "deed": luck.choice(WORDS["deeds"]),
        "n": luck.choice(WORDS["numbers"]),
    }
    title = luck.choice(WORDS["titles"]).format(**words)
    told = luck.sample(WORDS["sentences"], luck.randint(2, 5))
    return Story(
        title=f"{title}（{number}）" if luck.random() < 0.3 else title,
        abstract="".join(sentence.format(**words) for sentence in told),
        keywords=f"{thing} {words['other']} {theme}",
        theme=theme,
        shelf=luck.choices(tuple(WORDS["shelves"]), tuple(WORDS["shelves"].values()))[0],
        year=FIRST_YEAR + luck.randrange(YEARS),
        audience=luck.choice(WORDS["who"]),
    )


def _rather_the_first(luck: Random, words: list[str]) -> str:
    """Choose as people write: the second word half as often as the first, and so on."""
    return luck.choices(words, [1 / place for place in range(1, len(words) + 1)])[0]
