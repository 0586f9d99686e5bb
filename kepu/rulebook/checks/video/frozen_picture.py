"""画面静止: the picture does not stand still."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER: Tier | None = None  # no machine measures it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: float = inf


def show(facts: VideoFacts) -> str:
    return ""


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
