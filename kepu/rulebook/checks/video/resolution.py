"""分辨率: the picture as shown has at least ``[long, short]`` pixels."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: tuple[int, int] = (0, 0)


def show(facts: VideoFacts) -> str:
    return f"{facts.width}×{facts.height}" if facts.width and facts.height else ""


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    least = "×".join(str(side) for side in limits.at_least)
    required = f"不低于 {least}"
    if not facts.width or not facts.height:
        return unknown("文件没有写明画面大小", required=required)
    sides = sorted((facts.width, facts.height)), sorted(limits.at_least)
    kept = all(has >= needs for has, needs in zip(*sides, strict=True))
    says = f"分辨率 {show(facts)}" + ("" if kept else f"，低于 {least}")
    cure = "" if kept else f"请用原始素材按 {least} 或更高重新导出；放大旧画面不会变清晰"
    return Measured(passed=kept, measured=show(facts), required=required, says=says, cure=cure)
