"""画幅比例: the picture as shown is ``ratio`` wide to high, give or take 1 %."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, PictureFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts, PictureFacts)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    ratio: str = "16:9"


def show(facts: VideoFacts | PictureFacts) -> str:
    return ""


def check(facts: VideoFacts | PictureFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
