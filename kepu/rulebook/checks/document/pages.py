"""页数: a document has between ``at_least`` and ``at_most`` pages."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import DocumentFacts, Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (DocumentFacts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0
    at_most: float = inf


def show(facts: DocumentFacts) -> str:
    return ""


def check(facts: DocumentFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
