"""格式: the content, not the name, is of one of the formats asked for."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.formats import name, same
from kepu.rulebook.measured import Given, Measured

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    one_of: tuple[str, ...] = ()


def show(facts: Facts) -> str:
    return name(facts.format)


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    wanted = {same(form) for form in limits.one_of}
    kept = facts.format in wanted
    required = " 或 ".join(name(form) for form in limits.one_of)
    says = f"格式 {show(facts)}" if facts.format else "认不出是什么格式"
    ending = given.file_name.rpartition(".")[2] if "." in given.file_name else ""
    if ending and facts.format and same(ending) != facts.format:
        says += f"，文件名却是 .{ending}"
    cure = "" if kept else f"请导出为 {required}；只改文件名不会改变格式"
    return Measured(passed=kept, measured=show(facts), required=required, says=says, cure=cure)
