"""制作年份: the work was made in ``at_least`` or later, as the form says."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    at_least: int = 0


def show(facts: Facts) -> str:
    return ""


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    required = f"{limits.at_least} 年以来"
    if given.made_in is None:
        return unknown("没有填写制作年份", required=required, cure="请填写制作年份")
    kept = given.made_in >= limits.at_least
    says = f"制作于 {given.made_in} 年" + ("" if kept else f"，早于 {limits.at_least} 年")
    cure = "" if kept else "特别优质的旧作可以说明理由，请审核人员放宽"
    return Measured(
        passed=kept, measured=f"{given.made_in} 年", required=required, says=says, cure=cure
    )
