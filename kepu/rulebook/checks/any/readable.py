"""可读: the file opens and is what its bytes claim."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Nothing to set."""


def show(facts: Facts) -> str:
    return "能打开" if facts.readable else "打不开"


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    return Measured(
        passed=facts.readable,
        measured=show(facts),
        required="能打开",
        says=facts.trouble or "文件能正常打开",
        cure="" if facts.readable else "请重新导出或重新上传，先在自己的电脑上确认能打开",
    )
