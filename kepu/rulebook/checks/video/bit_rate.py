"""码率: the whole file, size by length, carries between ``at_least`` and ``at_most`` bit/s."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import Scale, span

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER = Tier.PROBE
STEP = 10_000  # bit/s; two places of Mbit/s are shown, and judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: float = 0
    at_most: float = inf


def mega(rate: float) -> str:
    return f"{rate / 1e6:.2f} Mbit/s"


SCALE = Scale(name="码率", show=mega, cure="请调整码率，用原始素材重新导出")


def show(facts: VideoFacts | SoundFacts) -> str:
    return mega(facts.bit_rate) if facts.bit_rate else ""


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    if not facts.bit_rate:
        required = span(limits.at_least, limits.at_most, mega)
        return unknown("文件没有写明时长，算不出码率", required=required)
    return SCALE.judged(round(facts.bit_rate / STEP) * STEP, limits)
