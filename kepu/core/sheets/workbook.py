"""Workbooks that people fill in (填报表): written with lists to choose from, read back as text.

What strangers send is read in a child process with limits, as a file of any other kind is.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.writer.excel import save_workbook

from kepu.core.errors import Refused
from kepu.core.xlsx import TYPE

MOST_BYTES = 10 << 20
SECONDS = 30
ROWS = 5_000  # for which the lists hold
NARROW, WIDE = 14, 32
TEXT = "@"  # the number format of text: 0371 stays 0371, 1/2 is no date
COMMAND = (sys.executable, "-P", "-m", "kepu.core.sheets.child")
PARSER = {"OPENPYXL_LXML": "False"}  # that of Python, which fetches nothing
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class UnreadableSheet(Refused):
    """The file is no workbook, or none that may be read."""

    code, says = "unreadable_sheet", "没有读这个文件：{why}"


@dataclass(frozen=True, slots=True)
class Column:
    """A column to be filled in (一栏): its heading, and what may be chosen in it."""

    head: str
    choices: Sequence[str] = field(default_factory=tuple)
    strict: bool = False  # nothing but what may be chosen
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What was written in a workbook (读到的内容): rows of text, and which cells are formulas."""

    rows: list[list[str]]
    formulas: set[tuple[int, int]]


def answer(title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Answer with a workbook to be filled in, all of it text."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title, sheet.freeze_panes = title[:31], "A2"
    for nth, row in enumerate([[one.head for one in columns], *rows], start=1):
        for at, value in enumerate(row, start=1):
            cell = sheet.cell(nth, at, CONTROLS.sub("", value))
            cell.data_type = "s"  # text, whatever it begins with
            cell.number_format, cell.font = TEXT, Font(bold=nth == 1)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDE if column.wide else NARROW
    _offer(book, sheet, columns)
    out = BytesIO()
    save_workbook(book, out)
    out.seek(0)
    name = f"{title}.xlsx"
    given: Any = FileResponse(out, as_attachment=True, filename=name, content_type=TYPE)
    return given  # type: ignore[no-any-return]  # a response all the same


def _offer(book: Workbook, sheet: Any, columns: Sequence[Column]) -> None:
    """Put the choices of every column on a sheet of their own, and let the cells take from it."""
    offered = [(at, one) for at, one in enumerate(columns, start=1) if one.choices]
    if not offered:
        return
    listed = book.create_sheet("选项")
    for place, (at, column) in enumerate(offered, start=1):
        letter = get_column_letter(place)
        for nth, value in enumerate([column.head, *column.choices], start=1):
            listed.cell(nth, place, value).data_type = "s"
        taken = f"'选项'!${letter}$2:${letter}${len(column.choices) + 1}"
        rule = DataValidation("list", taken, allow_blank=True, showErrorMessage=column.strict)
        rule.error = "请从下拉列表里选"
        here = get_column_letter(at)
        rule.add(f"{here}2:{here}{ROWS}")
        sheet.add_data_validation(rule)


def read(data: bytes) -> Read:
    """Read the first sheet of a workbook, in a child that may neither write nor take for long."""
    if len(data) > MOST_BYTES:
        raise UnreadableSheet(why=f"超过 {MOST_BYTES >> 20} MB，太大了")
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell
            COMMAND,
            input=data,
            env=os.environ | PARSER,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except subprocess.SubprocessError as error:
        raise UnreadableSheet(why="内容太多，或者已经损坏。请另存为新的 .xlsx 再试") from error
    told = json.loads(child.stdout)
    if "why" in told:
        raise UnreadableSheet(why=told["why"])
    return Read(told["rows"], {(row, column) for row, column in told["formulas"]})
