"""印刷精度: a picture has at least ``at_least`` dots an inch where it is printed."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, PictureFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (PictureFacts,)
TIER = Tier.PROBE
INCH = 25.4  # mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: float = 0


def show(facts: PictureFacts) -> str:
    return f"{facts.dpi:.0f} DPI" if facts.dpi else "未写明"


def check(facts: PictureFacts, given: Given, limits: Limits) -> Measured:
    least = round(limits.at_least)
    required = f"不低于 {least} DPI"
    dots, said = facts.dpi, "文件写明"
    if given.print_width_mm and facts.width:
        dots = facts.width / given.print_width_mm * INCH
        said = f"按印刷宽度 {given.print_width_mm:g} 毫米"
    if dots is None:
        return unknown("文件没有写明 DPI", required=required, cure="请填写印刷宽度（毫米）")
    kept = round(dots) >= least
    says = f"{said} {dots:.0f} DPI" + ("" if kept else f"，低于 {least} DPI")
    wide = f"{(facts.width or 0) / max(least, 1) * INCH:.0f}"
    instead = "印得小一些" if given.print_width_mm else "填写印刷宽度"
    cure = f"这张图按 {least} DPI 可印 {wide} 毫米宽；请换用更大的原图，或{instead}"
    cure = "" if kept else cure
    return Measured(
        passed=kept, measured=f"{dots:.0f} DPI", required=required, says=says, cure=cure
    )
