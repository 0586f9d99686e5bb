"""Turns a work into the controls of its form: what was typed, what to choose, what is wrong."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kepu.places.forms import Picked, PlacePicker
from kepu.places.queries import of_code
from kepu.rulebook import answers
from kepu.rulebook.judge import Finding
from kepu.rulebook.spec import Field, Spec, Words
from kepu.submissions.forms.reading import ROWS
from kepu.submissions.queries import Sheet

INPUTS = {"number": "decimal", "year": "numeric", "phone": "tel", "mail": "email", "link": "url"}
DATES = {"date": "date", "month": "month", "moment": "datetime-local"}
BLANK = "__n__"  # where the script puts the number of a row


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
    at: str = ""  # of a cell of a table: field, row and column
    table: Table | None = None
    picker: str = ""

    @property
    def name(self) -> str:
        return f"f-{self.at or self.field.code}"

    @property
    def trouble(self) -> str:
        """Say what is wrong, and what to do about it."""
        return "。".join(filter(None, (self.error.says, self.error.cure))) if self.error else ""

    @property
    def is_short(self) -> bool:
        wide = {"long_text", "table", "place"}
        return not self.options and self.field.kind not in wide and self.at_most is None

    @property
    def input_mode(self) -> str:
        return INPUTS.get(self.field.kind, "text")

    @property
    def input_type(self) -> str:
        """Give dates a calendar, but not over an answer that it could not show."""
        plain = self.error and self.value
        return "text" if plain else DATES.get(self.field.kind, "text")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table (表格), each a control per column."""

    rows: list[list[Control]]
    next_row: list[Control]  # after the last one, for who has no scripts
    blank_row: list[Control]  # for a script to copy
    least: int
    most: int
    has_room: bool  # below the rows that are written


def controls(
    page: Sheet, *, strict: bool, looked_for: Mapping[str, str] | None = None
) -> list[Control]:
    """Draw the fields of a work, but its promises.

    ``strict`` shows what is missing too; ``looked_for`` is what places were sought by, without
    scripts.
    """
    fields = [one for one in page.fields if one.kind != "declaration"]
    draw = {"table": _table, "place": _place}
    return [
        draw[one.kind](page, one, strict, looked_for or {})
        if one.kind in draw
        else _control(page, one, strict=strict)
        for one in fields
    ]


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


def errors(laid: list[list[Control]]) -> dict[str, str]:
    """Say of every control, and every cell of a table, what is wrong about it, if anything."""
    flat = [one for group in laid for one in group]
    cells = [one for table in flat if table.table for row in table.table.rows for one in row]
    return {one.name: one.trouble for one in flat + cells}


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


def _place(page: Sheet, asked: Field, strict: bool, looked_for: Mapping[str, str]) -> Control:
    """Draw a place: the cascade below the place of the campaign, and a search."""
    name, code = f"f-{asked.code}", _one(page.work.fields, asked.code)
    widget = PlacePicker(inside=page.work.campaign.place.path)
    sought = looked_for.get(f"{name}-q", "")
    value = Picked(asked=sought) if sought else of_code(code)
    return Control(
        asked,
        value=code,
        picker=widget.render(name, value, {"id": f"id_{name}"}),
        error=page.wrong.get(asked.code) if strict or code else None,
        shut=not page.work.may_change(asked.code),
    )


def _table(page: Sheet, asked: Field, strict: bool, _: Mapping[str, str]) -> Control:
    """Draw a table: its rows, or a blank one, each cell with what is wrong about it."""
    answer = page.work.fields.get(asked.code, [])
    written = answers.rows(answer)
    wrong = answers.cells(page.spec, asked, answer)
    shown = {at: one for at, one in wrong.items() if strict or written[at[0] - 1].get(at[1])}
    whole = page.wrong.get(asked.code) if (strict or written) and not wrong else None
    rows = [_row(page.spec, asked, n, row, shown) for n, row in enumerate(written or [{}])]
    least, most = asked.repeat or (0, ROWS)
    table = Table(
        rows=rows,
        next_row=_row(page.spec, asked, len(rows), {}, {}),
        blank_row=_row(page.spec, asked, BLANK, {}, {}),
        least=least,
        most=most,
        has_room=0 < len(written) < most,
    )
    return Control(asked, table=table, error=whole, shut=not page.work.may_change(asked.code))


def _row(
    spec: Spec,
    asked: Field,
    number: int | str,
    row: answers.Row,
    wrong: Mapping[tuple[int, str], Finding],
) -> list[Control]:
    nth = number + 1 if isinstance(number, int) else 0
    return [
        Control(
            column,
            value=row.get(column.code, ""),
            options=_options(spec, column, [row.get(column.code, "")])[0],
            error=wrong.get((nth, column.code)),
            at=f"{asked.code}.{number}.{column.code}",
        )
        for column in asked.columns
    ]


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


def _one(said: Mapping[str, Any], code: str) -> str:
    return "、".join(answers.each(said.get(code, "")))
