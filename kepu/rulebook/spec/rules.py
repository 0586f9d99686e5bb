"""One demand on a file (规则): a check by name, with the limits that the notice sets."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Annotated, Any

from pydantic import JsonValue, ValidationError, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from kepu.rulebook.checks import CHECKS, limits_of
from kepu.rulebook.spec.scalars import Code, Line, Sourced, Weight, titled


class Rule(Sourced, frozen=True):
    """A demand on the files of a slot (规则); ``limits`` fit its check, or say 不限."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    check: Annotated[str, titled("检查")]
    limits: Annotated[dict[str, JsonValue], titled("限值", "不限写 any = true")] = {}
    weight: Annotated[Weight, titled("轻重", "block 必须，warn 为宜，info 提示")]
    waiver: Annotated[str, titled("可放宽", "通知允许放宽的原话")] = ""

    @field_validator("check")
    @classmethod
    def _exists(cls, check: str) -> str:
        if check not in CHECKS:
            facts = {"check": check, "known": "、".join(CHECKS)}
            raise PydanticCustomError("check", "检查“{check}”不存在，可用的有 {known}", facts)
        return check

    @field_validator("limits", mode="after")
    @classmethod
    def _fit_the_check(
        cls, limits: dict[str, JsonValue], info: ValidationInfo
    ) -> dict[str, JsonValue]:
        if "check" in info.data and limits != {"any": True}:
            _insist(info.data["check"], limits)
        return limits


def _insist(check: str, limits: dict[str, JsonValue]) -> None:
    known = [field.name for field in fields(CHECKS[check].Limits)]
    strange = "、".join(name for name in limits if name not in known)
    if strange:
        facts = {"check": check, "strange": strange, "known": "、".join([*known, "any"])}
        raise PydanticCustomError(
            "limits", "检查 {check} 没有限值“{strange}”，可用的有 {known}", facts
        )
    try:
        limits_of(check, limits)
    except ValidationError as error:
        first = error.errors()[0]
        facts = {"name": str(first["loc"][0]), "value": str(first["input"])}
        raise PydanticCustomError("limits", "限值 {name} 不能是 {value}", facts) from None
    for low, high in _spans(limits):
        if low > high:
            facts = {"low": str(low), "high": str(high)}
            raise PydanticCustomError("limits", "下限 {low} 大于上限 {high}", facts)


def _spans(limits: Mapping[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Give every lower bound with its upper bound."""
    if "at_least" in limits and "at_most" in limits:
        yield limits["at_least"], limits["at_most"]
    for span in limits.get("ranges", []):
        yield span[0], span[1]
