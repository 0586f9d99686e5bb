"""跳帧、漏帧: the pictures of a film come without gaps."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER = Tier.SCAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: int = 0


def show(facts: VideoFacts) -> str:
    return ""


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
