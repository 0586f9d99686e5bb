"""What whoever changes a spec should look at twice: dates that words do not say, fewer files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from kepu.rulebook.spec import Spec
from kepu.rulebook.spec.moments import Moment, Window

DATE = re.compile(r"(\d{1,2})月(?:(\d{1,2})日)?|[至到—-](\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A closing date that the words quoted beside it do not say (时间与原文不符)."""

    label: str
    closes: Moment
    words: str


@dataclass(frozen=True, slots=True)
class Fewer:
    """A slot that takes fewer files than before (材料件数减少)."""

    category: str
    slot: str
    before: int
    after: int
    code: str  # category.slot.after, as an address says it


def unsaid(spec: Spec) -> list[Unsaid]:
    """List the windows whose words name days, but not the day on which they close."""
    told = [(window, window.closes) for window in spec.windows if window.closes]
    return [
        Unsaid(window.label, closes, window.words)
        for window, closes in told
        if not _is_said(window, closes)
    ]


def fewer(old: Spec, new: Spec) -> list[Fewer]:
    """List the slots that take fewer files than before."""
    known = {one.code for one in old.categories}
    return [
        found for one in new.categories if one.code in known for found in _fewer(old, new, one.code)
    ]


def _fewer(old: Spec, new: Spec, category: str) -> Iterator[Fewer]:
    before = {slot.code: slot.count[1] for slot in old.slots_of(category)}
    label = new.category(category).label
    for slot in new.slots_of(category):
        had, has = before.get(slot.code, 0), slot.count[1]
        if has < had:
            yield Fewer(label, slot.label, had, has, f"{category}.{slot.code}.{has}")


def _is_said(window: Window, closes: Moment) -> bool:
    named = set(_days(window.words))
    day = None if closes.precision == "month" else closes.start.day
    months = {month for month, _ in named}
    if not named:
        return True
    return closes.start.month in months if day is None else (closes.start.month, day) in named


def _days(words: str) -> Iterator[tuple[int, int | None]]:
    """Read the days that words name; “7月4日至31日” carries its month on."""
    month = 0
    for said, day, later in DATE.findall(re.sub(r"\s", "", normalize("NFKC", words))):
        month = int(said) if said else month
        yield month, int(day or later) if day or later else None
