"""响度: the sound in all is neither too quiet nor too loud, in LUFS as EBU R 128 measures."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import Scale, span

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER = Tier.PLAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: float = -inf
    at_most: float = inf


def level(loudness: float) -> str:
    return f"{loudness:.1f} LUFS".replace("-", "−")


CURE = "请调整整体音量后重新导出，一般在 −23 到 −14 LUFS 之间"
SCALE = Scale(name="响度", show=level, under="轻于", over="响于", cure=CURE)


def show(facts: VideoFacts | SoundFacts) -> str:
    found = facts.play.loudness if facts.play else None
    return "" if found is None else level(found)


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    if facts.play is None or facts.play.loudness is None:
        required = span(limits.at_least, limits.at_most, level)
        return unknown("没有测得声音，由审核人员查看", required=required)
    return SCALE.judged(facts.play.loudness, limits)
