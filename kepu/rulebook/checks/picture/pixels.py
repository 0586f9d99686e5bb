"""图片像素: a picture as shown has at least ``[long, short]`` pixels."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, PictureFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (PictureFacts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: tuple[int, int] = (0, 0)


def show(facts: PictureFacts) -> str:
    return f"{facts.width}×{facts.height} 像素" if facts.width and facts.height else ""


def check(facts: PictureFacts, given: Given, limits: Limits) -> Measured:
    least = "×".join(str(side) for side in limits.at_least)
    required = f"不低于 {least} 像素"
    if not facts.width or not facts.height:
        return unknown("文件没有写明图片大小", required=required)
    sides = sorted((facts.width, facts.height)), sorted(limits.at_least)
    kept = all(has >= needs for has, needs in zip(*sides, strict=True))
    says = f"图片 {show(facts)}" + ("" if kept else f"，低于 {least}")
    cure = "" if kept else f"请换用 {least} 像素或更大的原图"
    return Measured(passed=kept, measured=show(facts), required=required, says=says, cure=cure)
