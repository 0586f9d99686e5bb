"""页数: a document has between ``at_least`` and ``at_most`` pages."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import DocumentFacts, Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown
from kepu.rulebook.wording import Scale, span

OF: tuple[type[Facts], ...] = (DocumentFacts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0
    at_most: float = inf


def sheets(number: float) -> str:
    return f"{number:,.0f} 页"


SCALE = Scale(name="共", show=sheets, under="少于", over="多于", cure="请增减内容到规定页数")


def show(facts: DocumentFacts) -> str:
    return "" if facts.pages is None else sheets(facts.pages)


def check(facts: DocumentFacts, given: Given, limits: Limits) -> Measured:
    if facts.pages is None:
        required = span(limits.at_least, limits.at_most, sheets)
        cure = "需要机器数页时，请导出为 PDF"
        return unknown("Word 文件排版后才有页数，由审核人员查看", required=required, cure=cure)
    return SCALE.judged(facts.pages, limits)
