"""响度起伏: loud and quiet parts are no more than ``at_most`` LU apart (EBU Tech 3342)."""

from dataclasses import dataclass
from math import inf
from typing import ClassVar

from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import Scale, span

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER = Tier.PLAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: ClassVar[float] = 0
    at_most: float = inf


def units(swing: float) -> str:
    return f"{swing:.1f} LU"


CURE = "请把过轻和过响的段落调得接近一些"
SCALE = Scale(name="响度起伏", show=units, over="大于", cure=CURE)


def show(facts: VideoFacts | SoundFacts) -> str:
    found = facts.play.swing if facts.play else None
    return "" if found is None else f"起伏 {units(found)}"


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    if facts.play is None or facts.play.swing is None:
        required = span(0, limits.at_most, units)
        return unknown("声音不足 1 分钟或没有声音，起伏测不准", required=required)
    return SCALE.judged(facts.play.swing, limits)
