"""商业广告: a text advertises nothing."""

from dataclasses import dataclass

from kepu.rulebook.facts import DocumentFacts, Facts, TextFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (TextFacts, DocumentFacts)
TIER: Tier | None = None  # no machine measures it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Nothing to set."""


def show(facts: TextFacts | DocumentFacts) -> str:
    return ""


def check(facts: TextFacts | DocumentFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
