"""文件大小: the file has between ``at_least`` and ``at_most`` bytes."""

from dataclasses import dataclass
from math import inf

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured
from kepu.rulebook.wording import Scale, amount, roughly

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE
CURE = "请调整码率后重新导出"
SCALE = Scale(name="大小", show=amount, brief=roughly, under="小于", over="大于", cure=CURE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0
    at_most: float = inf


def show(facts: Facts) -> str:
    return amount(facts.size)


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    return SCALE.judged(facts.size, limits)
