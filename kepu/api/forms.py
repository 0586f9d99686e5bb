"""What a program may ask for, and the mark (游标) where its next page begins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kepu.library.forms import WantedForm
from kepu.library.queries.finding.wanted import Wanted

LARGEST_PAGE = 100
SIGNS = r"^[^\u0000-\u001f\u007f]*$"

Type = Literal["article", "picture", "video", "poster", "audio", "app"]


def sealed(mark: str) -> str:
    """Seal a mark, so that nobody builds on what it is made of."""
    return Signer(salt="kepu.api").sign_object(mark)


def opened(cursor: str) -> str:
    """Open a cursor; one that is not ours is refused."""
    try:
        return str(Signer(salt="kepu.api").unsign_object(cursor)) if cursor else ""
    except BadSignature:
        says = "不是本接口给出的标记，请从第一页重新取"
        raise PydanticCustomError("cursor", says) from None


def faulty(names: Iterable[str], says: str) -> ValidationError:
    """Say what is wrong with some parameters, as ninja says it."""
    return ValidationError([{"type": "", "loc": ("query", name), "msg": says} for name in names])


Cursor = Annotated[
    str,
    Field(max_length=300, description="上一页 next 里带的标记，原样传回；不传即第一页"),
    AfterValidator(opened),
]
Limit = Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="一页几条")]


class Turned(Schema):
    """Where in a list, and how much of it (翻页)."""

    cursor: Cursor = ""
    limit: Limit = 20

    def insist_on_known(self, query: QueryDict) -> None:
        """Refuse a parameter nobody knows: a filter misspelt would find everything."""
        if unknown := [name for name in query if name not in type(self).model_fields]:
            raise faulty(unknown, "没有这个条件")


class Asked(Turned):
    """The search and the filters of the library (检索条件), as in the address of its page."""

    q: str = Field("", max_length=80, pattern=SIGNS, description="搜什么：词、单位、拼音或首字母")
    type: Type | None = Field(None, description="类别：图文、图片、视频、挂图、音频、互动")
    theme: str = Field("", max_length=40, pattern=SIGNS, description="主题，如 应急避险")
    audience: str = Field(
        "", max_length=40, pattern=SIGNS, description="适用人群，如 青少年、老年人、农民"
    )
    region: str = Field("", pattern=r"^([0-9]{12})?$", description="地区：12 位区划代码，含下级")
    year: int | None = Field(None, ge=1900, le=2999, description="制作年份")
    org: UUID | None = Field(None, description="推荐单位的 id")
    sort: Literal["best", "newest"] = Field("best", description="最相关或最新；没有 q 时总是最新")

    def wanted(self) -> Wanted:
        """Read it as the page of the library reads its address; what that does not know is told."""
        given = {name: value for name, value in self.model_dump().items() if value}
        form = WantedForm(given | {"sort": "newest" if self.sort == "newest" else ""})
        if not form.is_valid():
            raise faulty(form.errors, "库里没有这个值")
        return form.wanted()
