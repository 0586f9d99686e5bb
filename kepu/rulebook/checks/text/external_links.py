"""外部链接: a text names no more than ``at_most`` web addresses."""

from dataclasses import dataclass

from kepu.rulebook.facts import DocumentFacts, Facts, TextFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import several

OF: tuple[type[Facts], ...] = (TextFacts, DocumentFacts)
TIER = Tier.READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_most: int = 0


def show(facts: TextFacts | DocumentFacts) -> str:
    if facts.read is None:
        return ""
    return f"{len(facts.read.links)} 处链接" if facts.read.links else "没有链接"


def check(facts: TextFacts | DocumentFacts, given: Given, limits: Limits) -> Measured:
    required = f"不超过 {limits.at_most} 处" if limits.at_most else "没有外部链接"
    if facts.read is None:
        return unknown("未能读出文字", required=required)
    links = facts.read.links
    kept = len(links) <= limits.at_most
    says = f"发现外部链接：{several(links)}" if links else "没有发现外部链接"
    cure = "" if kept else "请删去外部链接"
    return Measured(passed=kept, measured=show(facts), required=required, says=says, cure=cure)
