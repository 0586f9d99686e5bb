"""Two libraries made up (语料): sentences of seven patterns, and words as often as people write.

Of the first, a piece taken at random is held by a sixth of all items; it is the harder one. The
second writes words of pypinyin's list, the second as often as half of the first, and so on: no
sense in it, but its words are as rare and as common as in a text (Zipf).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random

from pypinyin.constants import PHRASES_DICT

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


def varied(number: int) -> Story:
    """Make up the same item in words as rare and as common as those of a text."""
    told, luck = story(number), Random(-number - 1)  # noqa: S311 - the same library each time
    thing = told.keywords.split()[0]
    sentences = [_words(luck, luck.randint(6, 14)) for _ in range(luck.randint(2, 5))]
    sentences[0] = f"{thing}{sentences[0]}"
    title = f"{thing}{_words(luck, luck.randint(2, 5))}"
    return replace(told, title=title, abstract="".join(f"{one}。" for one in sentences))


def _words(luck: Random, count: int) -> str:
    words, weights = _vocabulary()
    return "".join(luck.choices(words, cum_weights=weights, k=count))


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    words = sorted(word for word in PHRASES_DICT if len(word) in {2, 3, 4})
    Random(0).shuffle(words)  # noqa: S311
    return words, list(accumulate(1 / place for place in range(1, len(words) + 1)))


TOLD: dict[str, Callable[[int], Story]] = {"patterns": story, "varied": varied}
