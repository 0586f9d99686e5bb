"""Holds what a form says against the bounds of its fields (表单字段), as check ``field``."""

from typing import Any, Protocol

from kepu.rulebook.judge import Finding, Source
from kepu.rulebook.measured import Measured

NUMBERS = {"number", "year"}
TEXTS = {"text", "long_text"}
DATES = {"date", "month", "moment"}


class Ends(Protocol):
    """Two inclusive ends, either of which may be open (spec.Bounds has them)."""

    @property
    def at_least(self) -> float | str | None: ...
    @property
    def at_most(self) -> float | str | None: ...


class FieldDemand(Source, Protocol):
    """What a field of a spec must have to be judged (spec.Field has it)."""

    @property
    def label(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def bounds(self) -> Ends | None: ...


def judge_field(field: FieldDemand, value: Any) -> Finding:
    """Hold one value against its field, kept or broken."""
    return Finding.of(field, "field", _measured(field, value))


def _measured(field: FieldDemand, value: Any) -> Measured:
    if value is None or value in ("", (), []):
        says = f"没有填写{field.label}"
        cure = f"请填写{field.label}" if field.required else ""
        required = "必填" if field.required else ""
        return Measured(passed=not field.required, required=required, says=says, cure=cure)
    low = field.bounds.at_least if field.bounds else None
    high = field.bounds.at_most if field.bounds else None
    if low is None and high is None:
        return Measured(passed=True, says=f"已填写{field.label}")
    size, unit = _size(field.kind, value)
    if size is None:
        return Measured(passed=False, says=f"{field.label}应是数字", cure="请填写数字")
    return _held(field.label, size, (low, high), unit)


def _size(kind: str, value: Any) -> tuple[Any, str]:
    """Tell what of a value is bounded, and its unit: itself, its date, or how long it is."""
    if kind in TEXTS:
        return len("".join(str(value).split())), " 字"
    if kind in DATES:
        return str(value), ""
    if kind not in NUMBERS:
        return (len(value), " 项") if isinstance(value, list | tuple) else (None, "")
    try:
        return float(value), ""
    except (TypeError, ValueError):
        return None, ""


def _held(label: str, size: Any, ends: tuple[Any, Any], unit: str) -> Measured:
    low, high = ends
    try:
        short, long = low is not None and size < low, high is not None and size > high
    except TypeError:
        return Measured(passed=None, says=f"{label}的取值范围与填写的内容不是一类，由审核人员查看")
    shown, required = _shown(size) + unit, _required(low, high, unit)
    wrong = (
        f"，少于 {_shown(low)}{unit}" if short else f"，多于 {_shown(high)}{unit}" if long else ""
    )
    cure = f"请改到{required}" if wrong else ""
    return Measured(
        passed=not wrong,
        measured=shown,
        required=required,
        says=f"{label} {shown}{wrong}",
        cure=cure,
    )


def _required(low: Any, high: Any, unit: str) -> str:
    if low is None:
        return f"不超过 {_shown(high)}{unit}"
    if high is None:
        return f"不少于 {_shown(low)}{unit}"
    return f"{_shown(low)}–{_shown(high)}{unit}"


def _shown(size: Any) -> str:
    return f"{size:g}" if isinstance(size, float) else str(size)
