"""The way of a work through hands (环节), and who acts at each point of it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from kepu.rulebook.spec.moments import Due
from kepu.rulebook.spec.scalars import Code, Duty, Every, Level, Line, OrgKind, Sourced, titled

NEEDS: dict[str, tuple[str, ...]] = {
    "ancestor": ("level", "duty"),
    "kind": ("org_kinds", "org", "duty"),
    "recommender": (),
    "host": ("duty",),
    "operator": ("duty",),
    "applicant": (),
}
BodyRule = Literal["ancestor", "kind", "recommender", "host", "operator", "applicant"]
StepKind = Literal["check", "sign_off", "panel", "selection", "decision", "notice", "seal"]


class Body(BaseModel, frozen=True, extra="forbid"):
    """Who acts (办理方), by rule and never by name."""

    rule: Annotated[BodyRule, titled("规则")]
    level: Annotated[Level | None, titled("层级")] = None
    duty: Annotated[Duty | None, titled("职责")] = None
    org_kinds: Annotated[tuple[OrgKind, ...], titled("单位类别")] = ()
    org: Annotated[str, titled("单位", "办理单位的名称")] = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        lacking = [name for name in NEEDS[self.rule] if not getattr(self, name)]
        wrong = set(self.model_fields_set) - {"rule", *NEEDS[self.rule]}
        if self.rule in {"recommender", "applicant"}:
            wrong.discard("duty")
        if lacking:
            raise PydanticCustomError(
                "body",
                "规则 {rule} 还要写 {lacking}",
                {"rule": self.rule, "lacking": "、".join(lacking)},
            )
        if wrong:
            raise PydanticCustomError(
                "body",
                "规则 {rule} 不能写 {wrong}",
                {"rule": self.rule, "wrong": "、".join(sorted(wrong))},
            )
        return self


class Step(Sourced, frozen=True):
    """One step of a case (环节)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    kind: Annotated[StepKind, titled("种类")]
    body: Annotated[Body | None, titled("办理方", "自动检查和公示可以不写")] = None
    marks: Annotated[
        int, Field(ge=1), titled("评审人数", "每件作品由几位专家评；1 即由该专家决定结果")
    ] = 1
    due: Annotated[Due | None, titled("期限")] = None
    rubric: Annotated[Code | None, titled("评分表")] = None
    selection: Annotated[Code | None, titled("遴选")] = None
    categories: Annotated[tuple[Code, ...], titled("适用类别", "不写即全部")] = ()
    classes: Annotated[tuple[Code, ...], titled("适用报送单位", "不写即全部")] = ()
    modes: Annotated[
        tuple[Literal["recheck", "filing"], ...],
        titled("做法", "复核或备案；第一个为默认，可在活动里切换"),
    ] = ()

    @model_validator(mode="after")
    def _has_somebody(self) -> Self:
        if self.body is None and self.kind not in {"check", "notice"}:
            raise PydanticCustomError("body", "这种环节要写办理方 body")
        return self

    def concerns(self, category: str, klass: str = "") -> bool:
        """Say whether a work of this category and class goes through this step."""
        fits = not self.categories or category in self.categories
        return fits and (not self.classes or klass in self.classes)


class Seat(Sourced, frozen=True):
    """A place that a body must fill with a person (岗位)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    at: Annotated[Body, titled("设在")]
    duties: Annotated[tuple[Duty, ...], Field(min_length=1), titled("职责")]
    count: Annotated[tuple[int, int], titled("人数", "最少和最多")] = (1, 1)
    sole_reviewer_of_own: Annotated[
        bool, titled("可独自审核本人发布的", "不允许时须有第二人审核")
    ] = False


class Obligation(Sourced, frozen=True):
    """Something that is due, once or again and again (待办事项)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    by: Annotated[Body, titled("由谁")]
    every: Annotated[Every, titled("周期")] = "once"
    due: Annotated[Due | None, titled("期限")] = None
    form: Annotated[Code | None, titled("所用表单")] = None
