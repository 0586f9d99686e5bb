"""削波失真: the sound is not clipped."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER: Tier | None = None  # no machine measures it yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: float = inf


def show(facts: VideoFacts | SoundFacts) -> str:
    return ""


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
