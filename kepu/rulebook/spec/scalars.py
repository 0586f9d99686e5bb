"""Small typed values that every part of a spec is made of, and its source (依据)."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from kepu.rulebook.org_kinds import ORG_KINDS


def titled(title: str, says: str | None = None) -> Any:
    """Give a field of a spec its Chinese name, shown by the form editor."""
    return Field(title=title, description=says)


def _known_kind(kind: str) -> str:
    if kind not in ORG_KINDS:
        raise PydanticCustomError(
            "org_kind",
            "单位类别“{kind}”不存在，可用的有 {known}",
            {"kind": kind, "known": "、".join(ORG_KINDS)},
        )
    return kind


Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([_-][a-z0-9]+)*$", max_length=40)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Format = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,8}$")]
OrgKind = Annotated[
    str, AfterValidator(_known_kind), Field(json_schema_extra={"enum": list(ORG_KINDS)})
]
Weight = Literal["block", "warn", "info"]
Level = Literal["nation", "province", "city", "county", "township", "village"]
Duty = Literal["clerk", "officer", "operator", "expert", "administrator"]
Shelf = Literal["video", "picture", "poster", "article", "audio", "app"]
Every = Literal["once", "month", "quarter", "year"]


class Sourced(BaseModel, frozen=True, extra="forbid"):
    """A part of the notice (依据): its clause and own words, or marked as ours (平台约定)."""

    clause: Annotated[str, titled("条款", "在通知里的位置，如“四（二）1”")] = ""
    words: Annotated[str, titled("原文", "通知的原话，一字不改")] = ""
    ours: Annotated[bool, titled("平台约定", "通知没有说，由平台补充")] = False

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if not self.ours and not (self.clause and self.words):
            raise PydanticCustomError(
                "no_source", "要写明条款 clause 和原文 words；通知没有说的，写 ours = true"
            )
        return self
