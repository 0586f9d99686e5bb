"""分辨率: the picture as shown has at least ``[long, short]`` pixels."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: tuple[int, int] = (0, 0)


def show(facts: VideoFacts) -> str:
    return ""


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
