"""Holds the facts of a file against the rules of its slot (判定); pure, so it can be redone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Literal, Protocol, Self

from kepu.rulebook.checks import CHECKS, limits_of
from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

Weight = Literal["block", "warn", "info"]
Verdict = Literal["pass", "warn", "block"]

KIND_NAMES = {
    "VideoFacts": "视频",
    "SoundFacts": "音频",
    "PictureFacts": "图片",
    "DocumentFacts": "文档",
    "TextFacts": "文本",
}


class Source(Protocol):
    """Where a finding comes from: a rule or a field of a spec."""

    @property
    def code(self) -> str: ...
    @property
    def weight(self) -> Weight: ...
    @property
    def clause(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def ours(self) -> bool: ...


class Demand(Source, Protocol):
    """What a rule of a spec must have to be judged (spec.Rule has it)."""

    @property
    def label(self) -> str: ...
    @property
    def check(self) -> str: ...
    @property
    def limits(self) -> Mapping[str, Any]: ...


class SlotDemands(Protocol):
    """What a slot of a spec must have to be judged (spec.Slot has it)."""

    @property
    def formats(self) -> Sequence[str]: ...
    @property
    def name(self) -> str: ...
    @property
    def rules(self) -> Sequence[Demand]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A demand that follows from the slot, not from a rule of its own (平台约定)."""

    code: str
    label: str
    check: str
    limits: Mapping[str, Any]
    weight: Weight
    clause: str = ""
    words: str = ""
    ours: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule held against one file (检查意见), kept or broken."""

    check: str
    rule: str
    measured: str
    required: str
    severity: str
    weight: Weight
    passed: bool | None
    clause: str
    says: str
    words: str = ""
    cure: str = ""
    ours: bool = False
    at: tuple[float, ...] = ()

    @classmethod
    def of(cls, demand: Source, check: str, measured: Measured) -> Self:
        """Bring together what was demanded and what was measured."""
        return cls(
            check=check,
            rule=demand.code,
            measured=measured.measured,
            required=measured.required,
            severity="unknown" if measured.passed is None else demand.weight,
            weight=demand.weight,
            passed=measured.passed,
            clause=demand.clause,
            says=measured.says,
            words=demand.words,
            cure=measured.cure,
            ours=demand.ours,
            at=measured.at,
        )

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def demands_of(slot: SlotDemands) -> list[Demand]:
    """List what a slot asks of each file: readable first, then formats and name, then its rules."""
    asked = {rule.check for rule in slot.rules}
    implied: list[Demand] = []
    if "readable" not in asked:
        implied.append(_ours("readable", "能否打开", {}, "block"))
    if slot.formats and "format" not in asked:
        implied.append(_ours("format", "格式", {"one_of": list(slot.formats)}, "block"))
    if slot.name and "file_name" not in asked:
        implied.append(_ours("file_name", "文件名", {"pattern": slot.name}, "warn"))
    return [*implied, *slot.rules]


def _ours(check: str, label: str, limits: Mapping[str, Any], weight: Weight) -> Ours:
    return Ours(code=check, label=label, check=check, limits=limits, weight=weight)


def judge_file(demands: Iterable[Demand], facts: Facts, given: Given) -> list[Finding]:
    """Hold one file against every demand, in order."""
    return [Finding.of(demand, demand.check, _measured(demand, facts, given)) for demand in demands]


def tiers_of(demands: Iterable[Demand]) -> set[Tier]:
    """Name the tiers that must be measured before these demands can be judged."""
    asked = (demand for demand in demands if demand.limits != {"any": True})
    deeper = {CHECKS[demand.check].TIER for demand in asked} - {None}
    return {Tier.PROBE, *deeper}


def verdict(findings: Iterable[Finding]) -> Verdict:
    """Sum up: block, warn or pass, as architecture.md §4 says."""
    seen = {(finding.weight, finding.passed) for finding in findings}
    if ("block", False) in seen:
        return "block"
    return "warn" if {("warn", False), ("block", None)} & seen else "pass"


def _measured(demand: Demand, facts: Facts, given: Given) -> Measured:
    check = CHECKS[demand.check]
    limits = limits_of(demand.check, demand.limits)
    if limits is None:
        shown = check.show(facts) if isinstance(facts, check.OF) else ""
        return Measured(passed=True, measured=shown, required="不限", says=_at_will(shown))
    answer: Measured = _cannot(check, facts) or check.check(facts, given, limits)
    return answer


def _at_will(shown: str) -> str:
    return f"{shown}，不限" if shown else "不限"


def _cannot(check: ModuleType, facts: Facts) -> Measured | None:
    if check.__name__.endswith((".readable", ".format")):
        return None
    if not facts.readable:
        return unknown("文件无法读取，未能测量", cure="请先换一个能打开的文件")
    if not isinstance(facts, check.OF):
        kinds = "或".join(KIND_NAMES[kind.__name__] for kind in check.OF)
        return unknown(f"文件不是{kinds}，未能测量")
    return _unmeasured(check.TIER, facts)


def _unmeasured(tier: Tier | None, facts: Facts) -> Measured | None:
    if tier in {None, Tier.PROBE}:
        return None
    part = getattr(facts, str(tier))
    if part is None:
        return unknown("尚未测量，稍后会有结果")
    return unknown(part.trouble) if part.trouble else None
