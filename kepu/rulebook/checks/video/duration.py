"""时长: a film or sound lasts between ``at_least`` and ``at_most`` seconds, to the second."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import Scale, clock, span

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER = Tier.PROBE
CURE = "请剪辑到规定时长后重新导出"
SCALE = Scale(name="时长", show=clock, under="短于", over="长于", cure=CURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: float = 0
    at_most: float = inf


def show(facts: VideoFacts | SoundFacts) -> str:
    lasts = length(facts)
    return "" if lasts is None else clock(lasts)


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    lasts = length(facts)
    if lasts is None:
        required = span(limits.at_least, limits.at_most, clock)
        return unknown("文件没有写明时长", required=required)
    return SCALE.judged(round(lasts), limits)


def length(facts: VideoFacts | SoundFacts) -> float | None:
    """Take the length stated, else that of the pictures that came."""
    return facts.duration if facts.duration or not facts.scan else facts.scan.lasts
