"""文件大小: the file has between ``at_least`` and ``at_most`` bytes."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0
    at_most: float = inf


def show(facts: Facts) -> str:
    return ""


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    return unknown()
