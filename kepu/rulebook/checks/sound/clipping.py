"""削波失真: no more than ``at_most`` of the samples, a part of 1, stand at full scale."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, Play, SoundFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts, SoundFacts)
TIER = Tier.PLAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: float = inf


def part(share: float) -> str:
    return f"{share:.2%}"


def show(facts: VideoFacts | SoundFacts) -> str:
    found = facts.play.clipped if facts.play else None
    if found is None:
        return ""
    return f"{part(found)} 冲到顶" if found else "没有冲到顶"


def check(facts: VideoFacts | SoundFacts, given: Given, limits: Limits) -> Measured:
    required = f"不超过 {part(limits.at_most)}" if limits.at_most < inf else "不限"
    if facts.play is None or facts.play.clipped is None:
        return unknown("没有测得声音，由审核人员查看", required=required)
    shown = part(facts.play.clipped)
    kept = facts.play.clipped <= limits.at_most
    return Measured(
        passed=kept,
        measured=show(facts),
        required=required,
        says=f"声音{f'有 {shown} ' if facts.play.clipped else '没有'}冲到顶{loudest(facts.play)}",
        cure="" if kept else "请降低录音或导出的音量，已经录破的要重录",
    )


def loudest(play: Play) -> str:
    return "" if play.peak is None else f"，峰值 {play.peak:+.1f} dBTP".replace("-", "−")
