"""Chinese text made comparable: one width, one script, its words, its pairs, its sounds."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc
import rjieba
from pypinyin import Style, lazy_pinyin

INDEX_VERSION = 1  # raise when any of the below answers differently: items are indexed anew
SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
WORDY = re.compile(r"[\w\u3400-\u9fff]+")


@cache
def _simplify() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def plain(text: str) -> str:
    """Fold width (NFKC), script, case and spaces, so that equal meanings compare equal."""
    folded = unicodedata.normalize("NFKC", text)
    return SPACES.sub(" ", _simplify().convert(folded)).strip().lower()


def words(text: str) -> list[str]:
    """Cut plain text into the words a searcher might type (分词), long ones also in parts."""
    return [word for word in rjieba.cut_for_search(text) if WORDY.match(word)]


def grams(text: str) -> list[str]:
    """List the pairs of neighbouring characters of plain text; across gaps there are none."""
    runs = WORDY.findall(text)
    return [run[at : at + 2] for run in runs for at in range(len(run) - 1)]


def sounds(text: str) -> str:
    """Spell text in pinyin and in initials: ``lei yu leiyu ly`` finds 雷雨."""
    syllables = lazy_pinyin(text, errors="ignore")
    initials = lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore")
    return " ".join([*syllables, "".join(syllables), "".join(initials)])
