"""What comes of a work (结果): score sheets, selections, awards, sanctions, the library."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, Field, model_validator
from pydantic_core import PydanticCustomError

from kepu.rulebook.spec.scalars import Code, Every, Line, Sourced, titled


class Criterion(BaseModel, frozen=True, extra="forbid"):
    """One line of a score sheet (评分项); without points it is ticked (核对项)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    points: Annotated[int, Field(ge=0), titled("分值", "0 即只核对，不打分")] = 0
    clause: Annotated[str, titled("条款")] = ""
    words: Annotated[str, titled("原文")] = ""
    ours: Annotated[bool, titled("平台约定")] = False
    categories: Annotated[tuple[Code, ...], titled("适用类别")] = ()


class Rubric(Sourced, frozen=True):
    """A score sheet (评分表); ``points_ours`` says that the notice names no figures."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    categories: Annotated[tuple[Code, ...], titled("适用类别", "不写即全部")] = ()
    points_ours: Annotated[bool, titled("分值为平台约定")] = True
    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1), titled("评分项")]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        total = sum(criterion.points for criterion in self.criteria)
        if total not in {0, 100}:
            raise PydanticCustomError("rubric", "各项分值合计 {total}，应为 100", {"total": total})
        return self


class Selection(Sourced, frozen=True):
    """A choice of the best (遴选)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    categories: Annotated[tuple[Code, ...], titled("适用类别", "不写即全部")] = ()
    places: Annotated[int | None, Field(ge=1), titled("名额", "不写即不限")] = None
    of: Annotated[Code | None, titled("从哪次遴选中选")] = None
    every: Annotated[Every, titled("周期")] = "once"
    rubric: Annotated[Code | None, titled("评分表")] = None
    outlets: Annotated[tuple[Line, ...], titled("推荐到")] = ()


class Award(Sourced, frozen=True):
    """What the chosen receive (奖励)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    kind: Annotated[
        Literal["commendation", "certificate", "title", "grant", "contract", "invitation"],
        titled("种类", "通报表扬、证书、称号、扶持、合同、邀请"),
    ]
    recipients: Annotated[
        tuple[Literal["unit", "person", "work", "account", "station", "officer"], ...],
        Field(min_length=1),
        titled("授予"),
    ]
    selection: Annotated[Code | None, titled("所依据的遴选")] = None
    every: Annotated[Every, titled("周期")] = "once"
    basis: Annotated[str, titled("依据什么评")] = ""


class Sanction(Sourced, frozen=True):
    """What follows a breach (处理)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    cause: Annotated[Line, titled("情形")]
    effects: Annotated[
        tuple[Literal["disqualify", "recover", "rectify", "withdraw", "merge", "transfer"], ...],
        Field(min_length=1),
        titled("处理", "取消资格、追缴、整改、撤销、整合、转交"),
    ]


class Library(Sourced, frozen=True):
    """How passed works enter the library (入库)."""

    name: Annotated[str, titled("资源库名称")] = ""
    attribution: Annotated[
        tuple[Literal["recommender", "rights_holder", "author"], ...], titled("展示时标注")
    ] = ()
    licence: Annotated[Code | None, titled("授权", "texts 的代码")] = None
    in_batches: Annotated[bool, titled("分批推送")] = False
    self_managed: Annotated[bool, titled("单位可自行增删、分类")] = False
    outlets: Annotated[tuple[Line, ...], titled("传播渠道")] = ()


class Published(Sourced, frozen=True):
    """Whether a work may have been published before (此前发表)."""

    rule: Annotated[Literal["forbidden", "welcome", "asked"], titled("规定", "不得、可以、须填写")]
    first_release: Annotated[str, titled("首发平台")] = ""
