"""印刷精度: a picture has at least ``at_least`` dots an inch when printed."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, PictureFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (PictureFacts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: float = 0


def show(facts: PictureFacts) -> str:
    return ""


def check(facts: PictureFacts, given: Given, limits: Limits) -> Measured:
    return unknown()
