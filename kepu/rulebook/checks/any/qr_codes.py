"""二维码: no more than ``at_most`` QR codes are seen in the picture."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, PictureFacts, QrCode, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import SHOWN, clock, several

OF: tuple[type[Facts], ...] = (VideoFacts, PictureFacts)
TIER = Tier.SCAN


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: int = 0


def show(facts: VideoFacts | PictureFacts) -> str:
    codes = found(facts)
    if codes is None:
        return ""
    return f"{len(codes)} 个二维码" if codes else "没有二维码"


def check(facts: VideoFacts | PictureFacts, given: Given, limits: Limits) -> Measured:
    codes = found(facts)
    required = f"不超过 {limits.at_most} 个" if limits.at_most else "没有二维码"
    if codes is None:
        return unknown("未能查看画面", required=required)
    kept = len(codes) <= limits.at_most
    says = (
        f"发现二维码：{several(tuple(told(code) for code in codes))}" if codes else "没有发现二维码"
    )
    cure = "" if kept else "请去掉画面中的二维码"
    return Measured(
        passed=kept,
        measured=show(facts),
        required=required,
        says=says,
        cure=cure,
        at=() if kept else tuple(code.at for code in codes[:SHOWN] if code.at is not None),
    )


def found(facts: VideoFacts | PictureFacts) -> tuple[QrCode, ...] | None:
    return facts.scan.qr_codes if facts.scan else None


def told(code: QrCode) -> str:
    return code.says if code.at is None else f"{code.says}（{clock(code.at)} 处）"
