"""Counts the characters of a text as Word does (字数), and finds the links in it (链接)."""

import re
from typing import NamedTuple

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ASIAN = HAN + "\u00b7\u2014\u2018-\u201d\u2026\u3001-\u30ff\uff01-\uffee"
# Word: each Chinese character or sign counts one, each run of anything else counts one.
WORDS = re.compile(rf"[A-Za-z]+(?:’[A-Za-z]+)+|[{ASIAN}]|[^\s{ASIAN}]+")
HANS = re.compile(f"[{HAN}]")
BLANK = re.compile(r"\s+")

_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+"
_TOPS = "com|cn|net|org|gov|edu|info|top|vip|xyz|cc|tv|io|me|shop|site|club|link|ltd"
_REST = r"(?::\d{2,5})?(?:[/?#][!-~]*)?"
LINK = re.compile(
    rf"(?:https?|ftp)://[!-~]+|(?<![\w@.-])(?:www\.)?{_HOST}(?:{_TOPS})(?![\w.-]){_REST}",
    re.IGNORECASE | re.ASCII,
)
_HAND = r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"
_HOUSE = r"(?:\(0\d{2,3}\)|（0\d{2,3}）|0\d{2,3}[- ])\s?\d{3,4}[- ]?\d{4}|0\d{10,11}"
_FREE = r"[48]00[- ]?\d{3}[- ]?\d{4}"
PHONE = re.compile(rf"(?<![\d.])(?:{_HAND}|{_HOUSE}|{_FREE})(?!\d)", re.ASCII)
TRAILING = ".,;:!?)]}>\"'"
AT_MOST = 50


class Count(NamedTuple):
    """Three ways of counting one text."""

    words: int
    signs: int
    han: int


def count(text: str) -> Count:
    """Count Word's way, every character but blanks, and Han characters only."""
    words = sum(1 for _ in WORDS.finditer(text))
    return Count(words, len(BLANK.sub("", text)), len(HANS.findall(text)))


def phones(text: str) -> int:
    """Count the telephone numbers in a text: of the hand, of a house with its area, 400 and 800."""
    return len({re.sub(r"\D", "", match.group()) for match in PHONE.finditer(text)})


def links(text: str) -> tuple[str, ...]:
    """List the web addresses a text names, each once, mail addresses not among them."""
    found = (match.group().rstrip(TRAILING) for match in LINK.finditer(text))
    return tuple(dict.fromkeys(found))[:AT_MOST]
