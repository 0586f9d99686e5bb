"""字数: a text has so many characters, as Word counts (``words``) or every sign (``signs``)."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from kepu.rulebook.facts import DocumentFacts, Facts, TextFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import span

OF: tuple[type[Facts], ...] = (TextFacts, DocumentFacts)
TIER = Tier.READ
NAMES = {"words": "字数", "signs": "字符数"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0
    at_most: float = inf
    ranges: tuple[tuple[int, int], ...] = ()
    count: Literal["words", "signs"] = "words"


def figure(number: float) -> str:
    return f"{number:,.0f}"


def show(facts: TextFacts | DocumentFacts) -> str:
    return f"{facts.read.words:,} 字" if facts.read else ""


def check(facts: TextFacts | DocumentFacts, given: Given, limits: Limits) -> Measured:
    ranges = limits.ranges or ((limits.at_least, limits.at_most),)
    required = " 或 ".join(span(low, high, figure) for low, high in ranges) + " 字"
    if facts.read is None:
        return unknown("未能读出文字", required=required)
    number = facts.read.signs if limits.count == "signs" else facts.read.words
    kept = any(low <= number <= high for low, high in ranges)
    says = f"{NAMES[limits.count]} {number:,}" + ("" if kept else f"，要求 {required}")
    cure = "" if kept else "请增删到规定的字数"
    return Measured(passed=kept, measured=f"{number:,} 字", required=required, says=says, cure=cure)
