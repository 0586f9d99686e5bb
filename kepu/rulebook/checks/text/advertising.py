"""商业广告: what adverts often bring, telephones and links, is counted; people judge what it is."""

from dataclasses import dataclass

from kepu.rulebook.facts import DocumentFacts, Facts, TextFacts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (TextFacts, DocumentFacts)
TIER = Tier.READ
REQUIRED = "没有商业广告"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Nothing to set."""


def show(facts: TextFacts | DocumentFacts) -> str:
    if facts.read is None:
        return ""
    counted = {"个电话": facts.read.phones, "处链接": len(facts.read.links)}
    return "、".join(f"{count} {what}" for what, count in counted.items() if count)


def check(facts: TextFacts | DocumentFacts, given: Given, limits: Limits) -> Measured:
    shown = show(facts)
    says = f"文中有 {shown}" if shown else "文中没有电话和链接"
    return unknown(f"{says}；是不是广告，要人来看", measured=shown, required=REQUIRED)
