"""字数: a text has so many characters."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from kepu.rulebook.facts import DocumentFacts, Facts, TextFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (TextFacts, DocumentFacts)
TIER = Tier.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0
    at_most: float = inf
    ranges: tuple[tuple[int, int], ...] = ()
    count: Literal["words", "signs"] = "words"


def show(facts: TextFacts | DocumentFacts) -> str:
    return ""


def check(facts: TextFacts | DocumentFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
