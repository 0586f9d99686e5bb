"""黑屏: the picture is not black for longer than ``at_most`` seconds on end."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured
from kepu.rulebook.wording import Stretches

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER = Tier.PLAY
STRETCHES = Stretches(
    name="黑屏",
    least=0.5,
    without="画面测不了，由审核人员查看",
    cure="请剪去黑屏，或补上画面后重新导出",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: float = inf


def show(facts: VideoFacts) -> str:
    return STRETCHES.shown(facts.play.black if facts.play else None)


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    return STRETCHES.judged(facts.play.black if facts.play else None, limits.at_most)
