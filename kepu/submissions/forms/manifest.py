"""The table of many drafts as a workbook to be filled in (统计表): its columns and its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from kepu.core.sheets.workbook import Column
from kepu.look.words import size as as_size
from kepu.rulebook.spec import Field, Spec
from kepu.submissions.models import Work
from kepu.submissions.queries import DraftRow

ID, FILE = "草稿号", "文件名"
TAIL = 8  # signs of an id that tell the drafts of one organisation apart
YES_NO = {"是": "yes", "否": "no"}


def fields_in(spec: Spec, category: str) -> list[Field]:
    """List what a workbook can ask: no promises, which a person makes, and no tables."""
    asked = spec.fields_of(category)
    return [one for one in asked if one.kind not in {"declaration", "table"}]


def columns(spec: Spec, category: str) -> list[Column]:
    """Draw the columns of a category, by the names that the notice gives them."""
    names = names_of(spec)
    own = spec.category(category)
    kinds = [one.label for one in own.subtypes]
    drawn = [Column(ID), Column(names.get("file", FILE), wide=True)]
    for one in fields_in(spec, category):
        head = f"{names.get(one.code, one.label)}{'*' if one.required else ''}"
        offered, open_ended = _offered(spec, one)
        strict = bool(offered) and not open_ended and one.kind != "choices"
        drawn.append(Column(head, offered, strict=strict, wide=one.kind in {"text", "long_text"}))
        if one.code == "title" and kinds:
            drawn.append(Column("细类*", kinds, strict=not own.open_ended))
    return drawn + [Column(head) for head in ("件数", "格式", "大小")]


def lines(
    spec: Spec, category: str, rows: Sequence[DraftRow], said: Mapping[UUID, Mapping[str, str]]
) -> list[list[str]]:
    """Write the drafts as rows of the workbook, in the order of its columns."""
    kinds = {one.code: one.label for one in spec.category(category).subtypes}
    asked = fields_in(spec, category)
    written = []
    for row in rows:
        work, files = row.work, [one.file for one in row.page.files]
        line = [number_of(work), row.file_names]
        for one in asked:
            line.append(said[work.pk].get(one.code, ""))
            if one.code == "title" and kinds:
                line.append(kinds.get(work.subtype, work.subtype))
        forms = dict.fromkeys(file.name.rpartition(".")[2].upper() for file in files)
        size = as_size(sum(file.blob.size for file in files)) if files else ""
        written.append([*line, str(len(files)), "、".join(forms), size])
    return written


def number_of(work: Work) -> str:
    """Give a draft the number by which a workbook knows it."""
    return work.pk.hex[-TAIL:]


def names_of(spec: Spec) -> dict[str, str]:
    """Give the column names of the notice's own table (科普资源统计表), where it names them."""
    table = next((form for form in spec.forms if form.rows), None)
    return {one.code: one.label for one in table.fields} if table else {}


def _offered(spec: Spec, asked: Field) -> tuple[list[str], bool]:
    if asked.kind == "yes_no":
        return list(YES_NO), False
    words: Any = next((one for one in spec.vocabularies if one.code == asked.choices), None)
    return ([one.label for one in words.entries], words.open_ended) if words else ([], True)
