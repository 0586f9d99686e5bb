"""二维码: no QR code is seen in the picture."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, PictureFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts, PictureFacts)
TIER = Tier.SCAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: int = 0


def show(facts: VideoFacts | PictureFacts) -> str:
    return ""


def check(facts: VideoFacts | PictureFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
