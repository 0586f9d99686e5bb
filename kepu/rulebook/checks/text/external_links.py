"""外部链接: a text has no links."""

from dataclasses import dataclass

from kepu.rulebook.facts import DocumentFacts, Facts, TextFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (TextFacts, DocumentFacts)
TIER = Tier.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: int = 0


def show(facts: TextFacts | DocumentFacts) -> str:
    return ""


def check(facts: TextFacts | DocumentFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
