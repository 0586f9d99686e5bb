"""跳帧、漏帧: the pictures of a film come without more than ``at_most`` gaps."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Gap, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import SHOWN, clock, several

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER = Tier.SCAN
REQUIRED = "画面连续，没有跳帧、漏帧"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: int = 0


def show(facts: VideoFacts) -> str:
    gaps = facts.scan.gaps if facts.scan else None
    return "" if gaps is None else f"{len(gaps)} 处漏帧" if gaps else "没有漏帧"


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    if facts.scan is None or facts.scan.gaps is None:
        return unknown("未能查看画面", required=REQUIRED)
    gaps = facts.scan.gaps
    says = f"漏帧：{several(tuple(told(gap) for gap in gaps))}" if gaps else "画面连续，没有漏帧"
    if gaps and not facts.scan.steady:
        return unknown("帧率是变化的，机器分不清停顿和漏帧，由审核人员查看", required=REQUIRED)
    kept = len(gaps) <= limits.at_most
    cure = "" if kept else "请用原始素材按固定帧率重新导出"
    return Measured(
        passed=kept,
        measured=show(facts),
        required=REQUIRED,
        says=says,
        cure=cure,
        at=() if kept else tuple(gap.at for gap in gaps[:SHOWN]),
    )


def told(gap: Gap) -> str:
    return f"{clock(gap.at)} 处缺 {gap.lasts:.2f} 秒"
