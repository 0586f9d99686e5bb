"""Workbooks out (.xlsx): one sheet, written row by row, text as text and numbers as numbers."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import IO, Any
from xml.sax.saxutils import escape

from django.http import FileResponse, HttpResponse

from kepu.core.clock import in_china

Cell = str | int | float | datetime | None
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 2 * 1024 * 1024
SCHEMA = "http://schemas.openxmlformats.org"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = f'{HEAD}<worksheet xmlns="{SCHEMA}/spreadsheetml/2006/main"><sheetData>'
OFFICE = f"{SCHEMA}/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PACKAGE = "application/vnd.openxmlformats-package"
AROUND = {
    "[Content_Types].xml": f'<Types xmlns="{SCHEMA}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{PACKAGE}.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{SCHEMA}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    "</Relationships>",
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{SCHEMA}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>",
}


def write(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> IO[bytes]:
    """Write a workbook into a temporary file, rewound; it never holds more than one row."""
    book = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in AROUND.items():
            packed.writestr(name, HEAD + content)
        packed.writestr("xl/workbook.xml", _workbook(title))
        with packed.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(SHEET.encode())
            for row in chain([head], rows):
                sheet.write(_row(row).encode())
            sheet.write(b"</sheetData></worksheet>")
    book.seek(0)
    return book


def answer(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """Answer with a workbook to be saved under its title."""
    book, name = write(title, head, rows), f"{title}.xlsx"
    given: Any = FileResponse(book, as_attachment=True, filename=name, content_type=TYPE)
    return given  # type: ignore[no-any-return]  # a response all the same


def _workbook(title: str) -> str:
    name = escape(title[:31], {'"': "&quot;"})
    return (
        f'{HEAD}<workbook xmlns="{SCHEMA}/spreadsheetml/2006/main" xmlns:r="{OFFICE}">'
        f'<sheets><sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>'
    )


def _row(cells: Iterable[Cell]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(value: Cell) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    text = f"{in_china(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value
    kept = "".join(one for one in text if one >= " " or one in "\t\n")
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(kept)}</t></is></c>'
