"""制作年份: the work was made in ``at_least`` or later, as the form says."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0


def show(facts: Facts) -> str:
    return ""


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    return unknown()
