"""Turns what a form sent into arguments, and a work into the controls of its form."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict

from kepu.campaigns.requirements import demand_of
from kepu.core.ids import uuid_of
from kepu.core.text import hidden
from kepu.rulebook.answers import Answer
from kepu.rulebook.judge import Finding
from kepu.rulebook.spec import Field, Slot, Spec, Words
from kepu.submissions.actions import Draft
from kepu.submissions.models import Work
from kepu.submissions.queries import Filed, Sheet, lacking

AT_MOST = 2 << 30  # bytes of one file where the notice is silent (平台约定)
OTHER = "-other"
INPUTS = {"number": "decimal", "year": "numeric", "phone": "tel", "mail": "email", "link": "url"}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose (选项)."""

    code: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One control of the form (控件), with what was typed and what is wrong with it."""

    field: Field
    value: str = ""
    options: list[Option] = dataclasses.field(default_factory=list)
    other: str | None = None
    at_most: int | None = None
    error: Finding | None = None
    promise: Words | None = None
    shut: bool = False

    @property
    def name(self) -> str:
        return f"f-{self.field.code}"

    @property
    def is_short(self) -> bool:
        return not self.options and self.field.kind != "long_text" and self.at_most is None

    @property
    def input_mode(self) -> str:
        return INPUTS.get(self.field.kind, "text")


def draft_of(sent: QueryDict, work: Work, spec: Spec) -> Draft:
    """Read a draft from a form; items that are not open for change were not in it."""
    asked = [one for one in spec.fields_of(work.category) if work.may_change(one.code)]
    typed = [one for one in spec.slots_of(work.category) if one.typed and work.may_change(one.code)]
    subtype = sent.get("f-subtype", "") if work.may_change("subtype") else work.subtype
    return Draft(
        subtype=sent.get(f"f-subtype{OTHER}", "").strip() if subtype == "other" else subtype,
        fields={one.code: _answer(sent, one) for one in asked},
        typed={one.code: sent.get(f"t-{one.code}", "") for one in typed},
    )


def _answer(sent: QueryDict, asked: Field) -> Answer:
    name = f"f-{asked.code}"
    if asked.kind == "choices":
        other = sent.get(name + OTHER, "").strip()
        return [*(one for one in sent.getlist(name) if one), *([other] if other else [])]
    return sent.get(name, "").replace("\r\n", "\n")


def brought(
    files: MultiValueDict[str, UploadedFile], work: Work, spec: Spec
) -> Iterator[tuple[Slot, UUID | None, UploadedFile]]:
    """List the files a form brought: slot, the file it replaces, the file."""
    for name in files:
        slot, replaces = slot_named(name, work, spec)
        yield from ((slot, replaces, file) for file in files.getlist(name))


def slot_named(name: str, work: Work, spec: Spec) -> tuple[Slot, UUID | None]:
    """Read the name of a file control: ``file-<slot>``, or ``replace-<slot>:<file>``."""
    what, _, rest = name.partition("-")
    code, _, pk = rest.partition(":")
    found = next((slot for slot in spec.slots_of(work.category) if slot.code == code), None)
    if found is None or what not in {"file", "replace"}:
        raise Http404
    return found, uuid_of(pk) if what == "replace" else None


def at_most(slot: Slot) -> int:
    return slot.at_most_bytes or AT_MOST


def controls(page: Sheet, *, strict: bool) -> list[Control]:
    """Draw the fields of a work, but its promises; ``strict`` shows what is missing too."""
    fields = [one for one in page.fields if one.kind != "declaration"]
    return [_control(page, one, strict=strict) for one in fields]


def rows(controls: list[Control]) -> list[list[Control]]:
    """Set short controls that follow each other side by side, two to a row."""
    laid: list[list[Control]] = []
    for control in controls:
        last = laid[-1] if laid else []
        if control.is_short and len(last) == 1 and last[0].is_short:
            last.append(control)
        else:
            laid.append([control])
    return laid


def promises(page: Sheet) -> list[Control]:
    """Draw what the sender promises (承诺)."""
    texts = {text.code: text for text in page.spec.texts}
    return [
        Control(
            one,
            value=_one(page.work.fields, one.code),
            promise=texts[str(one.promise)],
            shut=not page.work.may_change(one.code),
        )
        for one in page.fields
        if one.kind == "declaration"
    ]


def subtypes(page: Sheet) -> list[Option]:
    """List the subtypes of the category, one of them chosen."""
    known = [
        Option(one.code, one.label, one.code == page.work.subtype) for one in page.category.subtypes
    ]
    if not page.category.open_ended:
        return known
    other = bool(page.work.subtype) and not any(one.chosen for one in known)
    return [*known, Option("other", "其他", other)]


def _control(page: Sheet, asked: Field, *, strict: bool) -> Control:
    answer = page.work.fields.get(asked.code, "")
    given = [answer] if isinstance(answer, str) else list(answer)
    options, other = _options(page.spec, asked, given)
    wrong = page.wrong.get(asked.code)
    return Control(
        asked,
        value=_one(page.work.fields, asked.code),
        options=options,
        other=other,
        at_most=_counted(asked),
        error=wrong if strict or any(given) else None,
        shut=not page.work.may_change(asked.code),
    )


def _options(spec: Spec, asked: Field, given: list[str]) -> tuple[list[Option], str | None]:
    if asked.kind == "yes_no":
        pairs = (("yes", "是"), ("no", "否"))
        return [Option(code, label, code in given) for code, label in pairs], None
    words = next((one for one in spec.vocabularies if one.code == asked.choices), None)
    if words is None:
        return [], None
    known = {entry.code for entry in words.entries}
    other = "、".join(one for one in given if one and one not in known)
    options = [Option(one.code, one.label, one.code in given) for one in words.entries]
    return options, other if words.open_ended else None


def _counted(asked: Field) -> int | None:
    """Say after how many characters a text is too long, where the field is a text."""
    most = asked.bounds.at_most if asked.bounds else None
    return int(most) if asked.kind in {"text", "long_text"} and most is not None else None


def _one(answers: Mapping[str, Any], code: str) -> str:
    answer = answers.get(code, "")
    return answer if isinstance(answer, str) else "、".join(answer)


def count_of(said: str) -> int:
    """Read how often a draft had been edited; anything else is never."""
    return int(said) if said.isdecimal() else -1


def as_words(answer: Answer) -> str:
    """Write an answer on one line."""
    return (answer if isinstance(answer, str) else "、".join(answer)) or "（空）"


@dataclass(frozen=True, slots=True)
class SlotShown:
    """A slot with its files as the form shows them (一类材料)."""

    slot: Slot
    files: list[Filed]
    text: str
    demand: str
    shut: bool
    ranges: str = ""

    @property
    def is_series(self) -> bool:
        return self.slot.count[1] > 1

    @property
    def is_full(self) -> bool:
        return len(self.files) >= self.slot.count[1] > 1

    @property
    def accept(self) -> str:
        return ",".join(f".{form}" for form in self.slot.formats)

    @property
    def limit(self) -> int:
        return at_most(self.slot)


def slots(page: Sheet) -> list[SlotShown]:
    """Draw the slots of a work, each with what the notice asks of it in one line."""
    return [
        SlotShown(
            slot,
            page.filed(slot),
            str(page.work.typed.get(slot.code, "")),
            demand=_demand(slot),
            shut=not page.work.may_change(slot.code),
            ranges=_ranges(slot),
        )
        for slot in page.slots
    ]


def _demand(slot: Slot) -> str:
    said = [demand_of(rule) for rule in slot.rules if rule.weight == "block" and rule.limits]
    formats = "、".join(form.upper() for form in slot.formats)
    series = "，单张或系列均可" if slot.count[1] > 1 else ""
    return "，".join([formats, *(one for one in said if one not in formats)]) + series


def _ranges(slot: Slot) -> str:
    """Give the ranges of characters that a typed text should keep to, for the live counter."""
    rules = [rule for rule in slot.rules if rule.check == "characters"]
    spans: Any = rules[0].limits.get("ranges", []) if rules else []
    return ",".join(f"{low}-{high}" for low, high in spans)


def steps(page: Sheet) -> list[dict[str, str]]:
    """Say how far each of the three steps is."""
    waits = lacking(page)
    files = [one for one in waits if one.url.startswith(("#slot", "#file")) or one.state == "wait"]
    promised = [one for one in waits if one.url == "#promise"]
    said = len(waits) - len(files) - len(promised)
    good = sum(1 for one in page.files if one.verdict and not one.blocking)
    state = ["done" if not count else "" for count in (len(files), said, len(promised))]
    if "" in state:
        state[state.index("")] = "now"
    facts = (
        f"{good} 件可以报送" if page.files else "还没有文件",
        f"还差 {said} 项" if said else "已填好",
        "未确认" if promised else "已确认",
    )
    names = ("1 文件", "2 说明", "3 承诺并报送")
    return [
        {"name": name, "fact": fact, "state": how}
        for name, fact, how in zip(names, facts, state, strict=True)
    ]


def answers(spec: Spec, work: Work, *, plainly: bool = False) -> list[tuple[str, str]]:
    """Write what a work's form says, in words; what was left empty is left out.

    What tells about a person is hidden, unless ``plainly`` is asked for.
    """
    labels = {
        (words.code, entry.code): entry.label
        for words in spec.vocabularies
        for entry in words.entries
    }
    said = []
    for one in spec.fields_of(work.category):
        answer = work.fields.get(one.code, "")
        given = [answer] if isinstance(answer, str) else list(answer)
        if one.kind != "declaration" and any(given):
            named = (labels.get((str(one.choices), value), value) for value in given if value)
            if one.is_personal and not plainly:
                named = (hidden(value) for value in named)
            said.append((one.label, "、".join(named)))
    own = spec.category(work.category)
    known = {one.code: one.label for one in own.subtypes}
    kind = [("类别", own.label), ("细类", known.get(work.subtype, work.subtype))]
    return [pair for pair in kind if pair[1]] + said


def tells_of_persons(spec: Spec, work: Work) -> bool:
    """Say whether the form has an answer that is hidden."""
    asked = (one.code for one in spec.fields_of(work.category) if one.is_personal)
    return any(work.fields.get(code) for code in asked)
