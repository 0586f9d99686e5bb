"""画幅比例: the picture as shown is ``ratio`` wide to high, give or take 1 %."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import StringConstraints

from kepu.rulebook.facts import Facts, PictureFacts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts, PictureFacts)
TIER = Tier.PROBE
NEAR = 0.01
COMMON = ((16, 9), (9, 16), (4, 3), (3, 4), (1, 1), (21, 9), (3, 2), (2, 3))


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    ratio: Annotated[str, StringConstraints(pattern=r"^[1-9]\d{0,3}:[1-9]\d{0,3}$")] = "16:9"


def show(facts: VideoFacts | PictureFacts) -> str:
    shape = (facts.width or 0) / (facts.height or 1)
    named = (f"{wide}:{high}" for wide, high in COMMON if near(shape, wide / high))
    return next(named, f"{shape:.2f}:1")


def check(facts: VideoFacts | PictureFacts, given: Given, limits: Limits) -> Measured:
    if not facts.width or not facts.height:
        return unknown("文件没有写明画面大小", required=limits.ratio)
    wide, high = (int(part) for part in limits.ratio.split(":"))
    kept = near(facts.width / facts.height, wide / high)
    says = f"画幅 {show(facts)}（{facts.width}×{facts.height}）"
    cure = "" if kept else f"请按 {limits.ratio} 重新导出，不要拉伸画面"
    says += "" if kept else f"，不是 {limits.ratio}"
    return Measured(passed=kept, measured=show(facts), required=limits.ratio, says=says, cure=cure)


def near(shape: float, wanted: float) -> bool:
    return abs(shape - wanted) <= NEAR * wanted
