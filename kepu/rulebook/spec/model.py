"""The spec (规格): a notice as data, with every demand in its own words."""

from typing import Annotated, Literal

from pydantic import BaseModel, StringConstraints
from pydantic import Field as Described

from kepu.rulebook.spec.categories import Category, Field, Form, Slot, Way
from kepu.rulebook.spec.moments import Window
from kepu.rulebook.spec.notice import (
    Attachment,
    Contact,
    Klass,
    Notice,
    Quota,
    Vocabulary,
    Words,
)
from kepu.rulebook.spec.outcomes import Award, Library, Published, Rubric, Sanction, Selection
from kepu.rulebook.spec.scalars import Line, titled
from kepu.rulebook.spec.steps import Obligation, Seat, Step

SCHEMA = 1
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Number = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]+\{year\}-\{serial:0[4-9]\}$")]


class Spec(BaseModel, frozen=True, extra="forbid"):
    """All that a notice says (规格)."""

    version: Annotated[Literal[1], Described(alias="schema"), titled("格式版本")]
    slug: Annotated[Slug, titled("网址代号")]
    title: Annotated[Line, titled("活动名称")]
    kind: Annotated[
        Literal["contest", "scheme", "season", "programme"],
        titled("性质", "征集、培育计划、活动季、长期工作"),
    ]
    number: Annotated[Number, titled("编号样式", "如 HN-{year}-{serial:06}")]
    notice: Annotated[Notice, titled("通知")]
    published: Annotated[Published | None, titled("此前发表")] = None
    library: Annotated[Library | None, titled("入库")] = None
    windows: Annotated[tuple[Window, ...], titled("时间窗口")] = ()
    classes: Annotated[tuple[Klass, ...], titled("报送单位")] = ()
    quotas: Annotated[tuple[Quota, ...], titled("名额")] = ()
    texts: Annotated[tuple[Words, ...], titled("承诺与授权")] = ()
    vocabularies: Annotated[tuple[Vocabulary, ...], titled("词表")] = ()
    categories: Annotated[tuple[Category, ...], Described(min_length=1), titled("类别")]
    forms: Annotated[tuple[Form, ...], titled("表单")] = ()
    ways: Annotated[tuple[Way, ...], titled("报送方式")] = ()
    seats: Annotated[tuple[Seat, ...], titled("岗位")] = ()
    obligations: Annotated[tuple[Obligation, ...], titled("待办事项")] = ()
    steps: Annotated[tuple[Step, ...], titled("环节")] = ()
    rubrics: Annotated[tuple[Rubric, ...], titled("评分表")] = ()
    selections: Annotated[tuple[Selection, ...], titled("遴选")] = ()
    awards: Annotated[tuple[Award, ...], titled("奖励")] = ()
    sanctions: Annotated[tuple[Sanction, ...], titled("处理")] = ()
    contacts: Annotated[tuple[Contact, ...], titled("联系方式")] = ()
    attachments: Annotated[tuple[Attachment, ...], titled("附件")] = ()

    def category(self, code: str) -> Category:
        return next(category for category in self.categories if category.code == code)

    def shelves(self, category: str) -> bool:
        """Say whether what passes in a category enters the library: works do, if there is one."""
        return self.library is not None and self.category(category).holds == "work"

    def form(self, code: str) -> Form:
        return next(form for form in self.forms if form.code == code)

    def fields_of(self, category: str) -> tuple[Field, ...]:
        """List what is asked about a work of this category: its forms first, then its own."""
        own = self.category(category)
        shared = [field for code in own.forms for field in self.form(code).fields]
        return (*shared, *own.fields)

    def slots_of(self, category: str) -> tuple[Slot, ...]:
        """List the files a work of this category consists of: its own first, then its forms'."""
        own = self.category(category)
        shared = [slot for code in own.forms for slot in self.form(code).slots]
        return (*own.slots, *shared)

    def steps_for(self, category: str, klass: str = "") -> tuple[Step, ...]:
        """List the steps that a work of this category and class goes through."""
        return tuple(step for step in self.steps if step.concerns(category, klass))
