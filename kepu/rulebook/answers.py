"""Holds all answers of a form against its fields (填报检查): which are asked, which are wrong."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import TypeVar

from kepu.rulebook.fields import judge_field
from kepu.rulebook.judge import Finding
from kepu.rulebook.measured import Measured
from kepu.rulebook.spec import Field, Slot, Spec

Row = Mapping[str, str]  # of a table: what was written, by column
Answer = str | Sequence[str] | Sequence[Row]
Answers = Mapping[str, Answer]
Part = TypeVar("Part", Field, Slot)

YEAR = re.compile(r"^(19|20)\d{2}$")
SHAPES: dict[str, tuple[re.Pattern[str], str]] = {
    "number": (re.compile(r"^-?\d+(\.\d+)?$"), "只写数字"),
    "year": (YEAR, "写四位数字的年份，如 2021"),
    "month": (re.compile(r"^\d{4}-(0[1-9]|1[0-2])$"), "写到月份就行，如 2021-06"),
    "date": (
        re.compile(r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"),
        "写成 2021-06-05 这样",
    ),
    "moment": (re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}$"), "写成 2021-06-05 18:00 这样"),
    "phone": (
        re.compile(r"^(1[3-9]\d{9}|0\d{2,3}[- ]?\d{4} ?\d{3,4}(-\d+)?)$"),
        "写手机号，或带区号的座机号",
    ),
    "mail": (re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$"), "邮箱里要有 @，如 office@example.org"),
    "link": (re.compile(r"^https?://[^\s/]+\.\S+$"), "从 http:// 或 https:// 写起"),
    "place": (re.compile(r"^\d{12}$"), "请从列表里选"),
    "licence_code": (re.compile(r"^[0-9A-Z]{18}$"), "统一社会信用代码是 18 位数字和大写字母"),
}


def asked(parts: Iterable[Part], answers: Answers) -> list[Part]:
    """List the fields or slots that apply, given what has been answered so far."""
    return [part for part in parts if _applies(part, answers)]


def wrong(spec: Spec, fields: Iterable[Field], answers: Answers) -> list[Finding]:
    """List what is missing, ill-shaped or out of bounds, in the order of the form."""
    found = (_wrong(spec, field, answers.get(field.code, "")) for field in asked(fields, answers))
    return [finding for finding in found if finding]


def _applies(part: Field | Slot, answers: Answers) -> bool:
    if part.when is None:
        return True
    given = {_word(one) for one in each(answers.get(part.when.field, ""))}
    return bool(given & {_word(one) for one in part.when.one_of})


def _word(value: str | bool) -> str:
    return value if isinstance(value, str) else ("yes" if value else "no")


def each(answer: Answer) -> list[str]:
    """List what was said, without blanks around and without empty words; a row is one word."""
    said = [answer] if isinstance(answer, str) else [_said(one) for one in answer]
    return [one.strip() for one in said if one.strip()]


def _said(one: str | Row) -> str:
    return one if isinstance(one, str) else "，".join(each(list(one.values())))


def rows(answer: Answer) -> list[Row]:
    """List the rows of a table as they were written."""
    return [one for one in answer if not isinstance(one, str)]


def cells(spec: Spec, field: Field, answer: Answer) -> dict[tuple[int, str], Finding]:
    """Hold every cell of a table against its column; what is wrong, by row from 1 and column."""
    held = (
        (number, column.code, _wrong(spec, column, row.get(column.code, "")))
        for number, row in enumerate(rows(answer), start=1)
        for column in field.columns
    )
    return {(number, code): finding for number, code, finding in held if finding}


def _wrong(spec: Spec, field: Field, answer: Answer) -> Finding | None:
    said = each(answer)
    if field.kind == "table" and said:
        return _wrong_table(spec, field, answer)
    if not said:
        return _missing(field) if field.required else None
    for one in said:
        trouble = _ill_shaped(spec, field, one)
        if trouble:
            return _blocks(field, *trouble)
    held = [judge_field(field, one) for one in said] if field.bounds else []
    return next((finding for finding in held if finding.passed is False), None)


def _wrong_table(spec: Spec, field: Field, answer: Answer) -> Finding | None:
    count, (least, most) = len(rows(answer)), field.repeat or (0, inf)
    if not least <= count <= most:
        bound = f"最多 {most} 行" if count > most else f"至少 {least} 行"
        return _blocks(field, f"{field.label}{bound}，现在 {count} 行", "")
    for (number, _), finding in cells(spec, field, answer).items():
        says = f"{field.label}第 {number} 行：{finding.says}"
        return replace(finding, rule=field.code, says=says)
    return None


def _missing(field: Field) -> Finding:
    verb = {"declaration": "还没确认", "choice": "还没选", "choices": "还没选"}
    return _blocks(field, f"{verb.get(field.kind, '还没填')}{field.label}", "")


def _ill_shaped(spec: Spec, field: Field, said: str) -> tuple[str, str] | None:
    if field.kind in SHAPES:
        pattern, cure = SHAPES[field.kind]
        return None if pattern.match(said) else (f"{field.label}写成了“{said}”", cure)
    if field.kind in {"choice", "choices"}:
        words = next(words for words in spec.vocabularies if words.code == field.choices)
        known = words.open_ended or said in {entry.code for entry in words.entries}
        return None if known else (f"{field.label}没有“{said}”这一项", "请重新选")
    return None


def _blocks(field: Field, says: str, cure: str) -> Finding:
    """Whatever the weight of its bounds, an answer that is missing or unreadable must be mended."""
    finding = Finding.of(field, "field", Measured(passed=False, says=says, cure=cure))
    return replace(finding, weight="block", severity="block")
