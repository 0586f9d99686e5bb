"""声画起止: sound and picture begin and end within ``at_most`` seconds; lips are not looked at."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, Stretch, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import brief

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER = Tier.PLAY
NEAR = 0.05  # seconds that nobody sees or hears
CURE = "请对齐声音和画面的开头、结尾后重新导出"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: float = inf


def show(facts: VideoFacts) -> str:
    ends = both(facts)
    return f"起止相差 {max(map(abs, ends)):.2f} 秒" if ends else ""


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    required = f"起止相差不超过 {brief(limits.at_most)} 秒" if limits.at_most < inf else "不限"
    if (ends := both(facts)) is None:
        return unknown("没有声音或没有画面，无从比对", required=required)
    kept = max(map(abs, ends)) <= limits.at_most
    return Measured(
        passed=kept,
        measured=show(facts),
        required=required,
        says=f"{told(*ends)}（只比对起止，口型须由人看）",
        cure="" if kept else CURE,
    )


def both(facts: VideoFacts) -> tuple[float, float] | None:
    """Say by how much the sound begins and ends later than the picture."""
    if facts.play is None or facts.play.heard is None or facts.play.seen is None:
        return None
    heard, seen = facts.play.heard, facts.play.seen
    return heard.at - seen.at, until(heard) - until(seen)


def until(stretch: Stretch) -> float:
    return stretch.at + stretch.lasts


def told(begins: float, ends: float) -> str:
    parts = {"开始": begins, "结束": ends}
    spoken = [
        f"声音比画面{'晚' if late > 0 else '早'} {abs(late):.2f} 秒{what}"
        for what, late in parts.items()
        if abs(late) > NEAR
    ]
    return "，".join(spoken) or "声音和画面同时开始、同时结束"
