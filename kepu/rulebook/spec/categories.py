"""What may be handed in (类别): its subtypes, files and form fields."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, model_validator
from pydantic import Field as Described
from pydantic_core import PydanticCustomError

from kepu.rulebook.spec.moments import as_text
from kepu.rulebook.spec.rules import Rule
from kepu.rulebook.spec.scalars import (
    Code,
    Format,
    Line,
    Shelf,
    Sourced,
    Text,
    Weight,
    titled,
)

FieldKind = Literal[
    "text", "long_text", "number", "date", "month", "year", "moment", "choice", "choices",
    "yes_no", "phone", "mail", "link", "cloud_link", "place", "point", "org", "person",
    "licence_code", "work", "declaration", "table",
]  # fmt: skip

PERSONAL = {"phone", "mail", "person"}  # kinds of answers that tell about a person


def _bound(value: Any) -> Any:
    value = as_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("bounds", "上下限应是数字或日期")
    return value


Bound = Annotated[int | float | str | None, BeforeValidator(_bound)]


def _answer(value: Any) -> Any:
    if not isinstance(value, str | bool):
        raise PydanticCustomError("answer", "取值应是选项的代码，或 true、false")
    return value


Answer = Annotated[str | bool, BeforeValidator(_answer)]


class Condition(BaseModel, frozen=True, extra="forbid"):
    """When something is asked for (条件): another field has one of these values."""

    field: Annotated[Code, titled("看哪个字段")]
    one_of: Annotated[tuple[Answer, ...], Described(min_length=1), titled("取值之一")]


class Bounds(BaseModel, frozen=True, extra="forbid"):
    """Bounds of a field (取值范围): of a number, a date or the characters of a text."""

    at_least: Annotated[Bound, titled("不小于")] = None
    at_most: Annotated[Bound, titled("不大于")] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low: Any = self.at_least
        high: Any = self.at_most
        if low is None or high is None:
            return self
        if isinstance(low, str) != isinstance(high, str):
            raise PydanticCustomError("bounds", "下限和上限要同为数字或同为日期")
        if low > high:
            raise PydanticCustomError(
                "bounds", "下限 {low} 大于上限 {high}", {"low": str(low), "high": str(high)}
            )
        return self


class Field(Sourced, frozen=True):
    """One field of a form (表单字段)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    kind: Annotated[FieldKind, titled("种类")] = "text"
    required: Annotated[bool, titled("必填")] = False
    bounds: Annotated[Bounds | None, titled("取值范围")] = None
    weight: Annotated[Weight, titled("轻重")] = "block"
    waiver: Annotated[str, titled("可放宽", "通知允许放宽的原话")] = ""
    repeat: Annotated[tuple[int, int] | None, titled("可填几项", "最少和最多")] = None
    when: Annotated[Condition | None, titled("何时填")] = None
    choices: Annotated[Code | None, titled("选项表", "词表 vocabularies 的代码")] = None
    promise: Annotated[Code | None, titled("承诺书", "texts 的代码")] = None
    columns: Annotated[tuple["Field", ...], titled("栏目", "种类为 table 时")] = ()
    unique: Annotated[bool, titled("不可重复")] = False
    secret: Annotated[bool, titled("加密保存")] = False
    help: Annotated[str, titled("填写说明")] = ""

    @property
    def is_personal(self) -> bool:
        """Say whether an answer tells about a person, so that it is hidden till asked for."""
        return self.secret or self.kind in PERSONAL or any(one.is_personal for one in self.columns)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        demands = {
            "choice": ("choices", "选项表 choices"),
            "choices": ("choices", "选项表 choices"),
            "declaration": ("promise", "承诺书 promise"),
            "table": ("columns", "栏目 columns"),
        }
        name, says = demands.get(self.kind, ("", ""))
        if name and not getattr(self, name):
            raise PydanticCustomError(
                "field", "种类为 {kind} 的字段要写{says}", {"kind": self.kind, "says": says}
            )
        return self


class Slot(Sourced, frozen=True):
    """A place for files of one kind (材料)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    count: Annotated[tuple[int, int], titled("份数", "最少和最多")] = (1, 1)
    formats: Annotated[tuple[Format, ...], Described(min_length=1), titled("格式", "扩展名")]
    name: Annotated[str, titled("命名", "文件名的样式，如 {province}{org}{title}")] = ""
    typed: Annotated[bool, titled("网页填写", "文字直接在网页上填写")] = False
    handwritten: Annotated[bool, titled("手写签名", "只收手写签字页的扫描件或照片")] = False
    form: Annotated[Code | None, titled("所用表单", "可以打印的表单")] = None
    at_most_bytes: Annotated[int | None, Described(ge=1), titled("上传上限", "字节")] = None
    when: Annotated[Condition | None, titled("何时交")] = None
    help: Annotated[str, titled("填写说明")] = ""
    rules: Annotated[tuple[Rule, ...], titled("规则")] = ()

    @model_validator(mode="after")
    def _counts(self) -> Self:
        if not 0 <= self.count[0] <= self.count[1] or self.count[1] < 1:
            raise PydanticCustomError("count", "份数 count 应为 [最少, 最多]，且最多不小于 1")
        return self

    def rule(self, code: str) -> Rule:
        return next(rule for rule in self.rules if rule.code == code)


class Subtype(BaseModel, frozen=True, extra="forbid"):
    """A finer kind within a category (细类), and the shelf of the library it goes to."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    shelf: Annotated[Shelf | None, titled("资源库类别")] = None
    ours: Annotated[bool, titled("平台约定")] = False


class Category(Sourced, frozen=True):
    """A kind of thing that may be handed in (类别)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    holds: Annotated[
        Literal["work", "pitch", "account", "activity", "request", "station", "officer"],
        titled("报送什么", "作品、选题、科普号、活动、申请、站点或信息员"),
    ] = "work"
    window: Annotated[Code | None, titled("时间窗口", "不写即第一个")] = None
    priority: Annotated[int, titled("排序", "小者在前")] = 0
    open_ended: Annotated[bool, titled("细类可另填", "通知说“等”“包括但不限于”")] = False
    tags: Annotated[tuple[Line, ...], titled("必选标签")] = ()
    forms: Annotated[tuple[Code, ...], titled("所填表单", "先于本类别自己的字段")] = ()
    subtypes: Annotated[tuple[Subtype, ...], titled("细类")] = ()
    slots: Annotated[tuple[Slot, ...], titled("材料")] = ()
    fields: Annotated[tuple[Field, ...], titled("表单字段")] = ()

    def slot(self, code: str) -> Slot:
        return next(slot for slot in self.slots if slot.code == code)

    def field(self, code: str) -> Field:
        return next(field for field in self.fields if field.code == code)


class Form(Sourced, frozen=True):
    """A form that stands beside the works (表单): registration, statistics table, roster."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    window: Annotated[Code | None, titled("时间窗口")] = None
    print: Annotated[bool, titled("可打印签章")] = False
    rows: Annotated[bool, titled("表格", "一行一项，可导入导出 xlsx")] = False
    slots: Annotated[tuple[Slot, ...], titled("材料")] = ()
    fields: Annotated[tuple[Field, ...], titled("字段")] = ()

    def field(self, code: str) -> Field:
        return next(field for field in self.fields if field.code == code)


class Way(Sourced, frozen=True):
    """A way in which works come in (报送方式)."""

    code: Annotated[Code, titled("代码")]
    label: Annotated[Line, titled("名称")]
    kind: Annotated[
        Literal["upload", "batch", "cloud_link", "web_link", "total_link", "disk", "mailbox"],
        titled("种类"),
    ]
    providers: Annotated[tuple[Line, ...], titled("网盘")] = ()
    permanent: Annotated[bool, titled("须永久有效")] = False
    on_behalf: Annotated[bool, titled("代为上传")] = False
    help: Annotated[Text | None, titled("说明")] = None
