"""文件名: the file is named by the pattern, e.g. ``{province}{org}{title}``."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    pattern: str = ""


def show(facts: Facts) -> str:
    return ""


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    return unknown()
