"""静音: the sound is not off for longer than ``at_most`` seconds on end."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured
from kepu.rulebook.wording import Stretches

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER = Tier.PLAY
STRETCHES = Stretches(
    name="静音",
    least=1,
    without="没有测得声音，由审核人员查看",
    cure="请补上声音，或剪去静音的一段",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: float = inf


def show(facts: VideoFacts | SoundFacts) -> str:
    return STRETCHES.shown(facts.play.silent if facts.play else None)


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    return STRETCHES.judged(facts.play.silent if facts.play else None, limits.at_most)
