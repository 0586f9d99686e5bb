"""Chinese text made comparable: one width, one script, its words, its pairs, its sounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

import opencc
import rjieba
from pypinyin import Style, lazy_pinyin

SPACES = re.compile(r"[\s\x00-\x1f\x7f]+")
INNER = str.maketrans("“”", "‘’")
A_NUMBER = 6  # digits that make a telephone or card number
WORDY = re.compile(r"[\w\u3400-\u9fff]+")
SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[rzcs])(?:uang|uai|uan|ang|eng|ong|ai|an|ao|ei|en|ou|ua|ui|un|uo|[aeiu])"
    r"|[bpmfdtnlgkhjqxyw](?:iang|iong|uang|uai|uan|iao|ian|ang|eng|ing|ong|ai|an|ao|ei|en"
    r"|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|[aeiouv])"
    r"|ang|ai|an|ao|en|er|ou|[aeo]"
)
BEGUN = re.compile(r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])$")
LONGEST_SYLLABLE = 6


@cache
def _simplify() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def plain(text: str) -> str:
    """Fold width (NFKC), script, case and spaces, so that equal meanings compare equal."""
    return SPACES.sub(" ", _folded(text)).strip()


class _Signs(dict[int, str]):
    """Signs as each is by itself: the script looks at its neighbours, a piece has fewer of them."""

    def __missing__(self, code: int) -> str:
        self[code] = _simplify().convert(chr(code))
        return self[code]


SIGNS = _Signs()
PLANE = range(0x2E80, 0x10000)  # from the first radical on; what is above it is always looked at


@cache
def _odd() -> re.Pattern[str]:
    """Find the signs that may be another one by themselves: most texts have none."""
    signs = [chr(code) for code in PLANE if not 0xD800 <= code < 0xE000]  # noqa: PLR2004 - halves
    alone = _simplify().convert("\n".join(signs)).split("\n")
    odd = "".join(sign for sign, simple in zip(signs, alone, strict=True) if sign != simple)
    return re.compile(f"[{odd}\U00010000-\U0010ffff]")


def _folded(text: str) -> str:
    simple: str = _simplify().convert(unicodedata.normalize("NFKC", text))
    return (simple.translate(SIGNS) if _odd().search(simple) else simple).lower()


@lru_cache(20_000)
def _folded_sign(sign: str) -> str:
    return _folded(sign)


def spans(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Find where plain terms stand in a text as it was written, in order, without overlap."""
    folded, places = _folded(text), list(range(len(text) + 1))
    if len(folded) != len(text):  # a sign became several, as … does
        signs = [_folded_sign(sign) for sign in text]
        folded = "".join(signs)
        places = [at for at, sign in enumerate(signs) for _ in sign] + [len(text)]
    found: list[tuple[int, int]] = []
    for term in sorted(set(terms), key=len, reverse=True):
        at = folded.find(term) if term else -1
        while at >= 0:
            span = places[at], places[at + len(term) - 1] + 1
            if all(span[1] <= begin or end <= span[0] for begin, end in found):
                found.append(span)
            at = folded.find(term, at + len(term))
    return sorted(found)


def quoted(said: object) -> str:
    """Put a name into quotes; quotes within it become inner ones (引号): “什么是‘球状闪电’”."""
    return f"“{str(said).translate(INNER)}”"


def hidden(said: str) -> str:
    """Hide the middle of what tells about a person (隐去): 示**, 037******00, z***@example.org."""
    name, at, host = said.partition("@")
    if at:
        return f"{name[:1]}***@{host}"
    digits = sum(one.isdigit() for one in said)
    if digits >= A_NUMBER:
        return f"{said[:3]}{'*' * (len(said) - 5)}{said[-2:]}"
    return f"{said[:1]}{'*' * max(1, len(said) - 1)}"


def words(text: str) -> list[str]:
    """Cut plain text into the words a searcher might type (分词), long ones also in parts."""
    return [word for word in rjieba.cut_for_search(text) if WORDY.match(word)]


def grams(text: str) -> list[str]:
    """List the pairs of neighbouring characters of plain text; across gaps there are none."""
    runs = WORDY.findall(text)
    return [run[at : at + 2] for run in runs for at in range(len(run) - 1)]


def syllables(spelt: str) -> list[str]:
    """Cut pinyin written in one piece into syllables; the last may be begun only: shi, er, m."""
    if whole := _cut(spelt):
        return whole
    begun = BEGUN.search(spelt)
    before = _cut(spelt[: begun.start()]) if begun else []
    return [*before, begun[0]] if begun and before else []


def _cut(spelt: str) -> list[str]:
    """Cut into whole syllables, the longest first; none if that cannot be done."""
    rests: dict[int, list[str]] = {len(spelt): []}
    for at in range(len(spelt) - 1, -1, -1):
        for end in range(min(at + LONGEST_SYLLABLE, len(spelt)), at, -1):
            if end in rests and SYLLABLE.fullmatch(spelt, at, end):
                rests[at] = [spelt[at:end], *rests[end]]
                break
    return rests.get(0, [])


def sounds(text: str) -> str:
    """Spell text in pinyin and in initials: ``lei yu leiyu ly`` finds 雷雨."""
    syllables = lazy_pinyin(text, errors="ignore")
    initials = lazy_pinyin(text, style=Style.FIRST_LETTER, errors="ignore")
    return " ".join([*syllables, "".join(syllables), "".join(initials)])
