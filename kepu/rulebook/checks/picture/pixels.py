"""图片像素: a picture as shown has at least ``[long, short]`` pixels."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, PictureFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (PictureFacts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: tuple[int, int] = (0, 0)


def show(facts: PictureFacts) -> str:
    return ""


def check(facts: PictureFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
