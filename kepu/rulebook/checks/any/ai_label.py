"""人工智能生成标识: what a machine made says so in its own file, as GB 45438-2025 asks."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.READ
KINDS = {"1": "由人工智能生成", "2": "可能由人工智能生成", "3": "疑似由人工智能生成"}
REQUIRED = "机器生成的带有标识"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Nothing to set."""


def show(facts: Facts) -> str:
    label = facts.read.label if facts.read else None
    return KINDS.get(label.kind, "标识读不懂") if label else ""


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    label, shown = facts.read.label if facts.read else None, show(facts)
    if label is None:
        return unknown(
            "文件里没有人工智能生成的标识；是不是机器生成的，要人来看", required=REQUIRED
        )
    if label.kind not in KINDS:
        says = "文件里有人工智能生成的标识，但写法不合国家标准，读不懂"
        return unknown(says, measured=shown, required=REQUIRED)
    says = f"文件自己写明{shown}"
    says += f"，生成服务 {label.producer}" if label.producer else ""
    return Measured(passed=True, measured=shown, required=REQUIRED, says=says)
