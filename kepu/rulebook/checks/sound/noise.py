"""背景噪声: where it is quietest the sound is at most ``at_most`` dBFS, so nothing hums on."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER = Tier.PLAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: float = inf


def level(floor: float) -> str:
    return f"{floor:.0f} dBFS".replace("-", "−")


def show(facts: VideoFacts | SoundFacts) -> str:
    found = facts.play.floor if facts.play else None
    return "" if found is None else f"最安静时 {level(found)}"


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    required = f"不高于 {level(limits.at_most)}" if limits.at_most < inf else "不限"
    if facts.play is None or facts.play.floor is None:
        return unknown("没有测得声音，由审核人员查看", required=required)
    shown = show(facts)
    if facts.play.floor > limits.at_most:
        says = f"{shown}，一直有声音；是配乐还是噪声，要人来听"
        return unknown(says, measured=shown, required=required)
    return Measured(
        passed=True, measured=shown, required=required, says=f"{shown}，没有一直响着的底噪"
    )
