"""The reading child (读表子进程): a workbook on stdin, its first sheet as JSON on stdout."""

from __future__ import annotations

import json
import resource
import sys
import zipfile
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, TypeVar

from openpyxl import load_workbook

from kepu.core.mortal import die_with_parent

SPACE = 1 << 30  # address space, bytes
CPU = 20  # seconds
FILES = 64  # descriptors
PARTS, WHOLE = 2_000, 200 << 20  # parts of a workbook, and bytes of all of them unpacked
ROWS, COLUMNS, SIGNS = 5_000, 200, 10_000
OLE = b"\xd0\xcf\x11\xe0"  # an old workbook, or one with a password
MIDNIGHT = time()
T = TypeVar("T")


class Unreadable(Exception):
    """The workbook may not be read; the message says why, in Chinese."""


def main() -> None:  # pragma: no cover - runs in the child
    """Answer once, with limits on all that a file could make us do."""
    die_with_parent()
    limits = {
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: FILES,
        resource.RLIMIT_AS: SPACE,
        resource.RLIMIT_CPU: CPU,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
    sys.stdout.write(json.dumps(told(sys.stdin.buffer.read()), ensure_ascii=True))


def told(data: bytes) -> dict[str, Any]:
    """Say what is written in a workbook, or why it was not read."""
    try:
        insist_small(data)
        return contents(data)
    except Unreadable as error:
        return {"why": str(error)}
    except Exception:  # noqa: BLE001 - whatever a broken file does, it is broken
        return {"why": "文件已经损坏。请用表格软件打开，另存为新的 .xlsx 再试"}


def insist_small(data: bytes) -> None:
    """Refuse what is no workbook, and what would be huge when unpacked."""
    if data.startswith(OLE):
        raise Unreadable("这是旧版 .xls，或者加了密码。请另存为不加密码的 .xlsx 再试")
    if not zipfile.is_zipfile(BytesIO(data)):
        raise Unreadable("这不是 .xlsx 表格。请从这里导出统计表，填好再传回来")
    parts = zipfile.ZipFile(BytesIO(data)).infolist()
    if len(parts) > PARTS or sum(part.file_size for part in parts) > WHOLE:
        raise Unreadable("展开后太大，不像一张统计表")


def contents(data: bytes) -> dict[str, Any]:
    """Read the first sheet: each cell as the text that stands there."""
    book = load_workbook(BytesIO(data), read_only=True)
    sheet: Any = book.worksheets[0]
    sheet.reset_dimensions()  # some programs write wrong ones
    rows: list[list[str]] = []
    formulas: list[tuple[int, int]] = []
    for nth, row in enumerate(sheet.iter_rows(max_col=COLUMNS)):
        if nth > ROWS:
            raise Unreadable(f"超过 {ROWS} 行，请分几张表传")
        formulas += [(nth, at) for at, cell in enumerate(row) if cell.data_type == "f"]
        rows.append(_trimmed([as_text(cell.value) for cell in row]))
    return {"rows": _trimmed(rows), "formulas": formulas}


def _trimmed(parts: list[T]) -> list[T]:
    """Leave out what is empty at the end."""
    while parts and not parts[-1]:
        parts.pop()
    return parts


def as_text(value: object) -> str:
    """Write a cell as a person would have typed it: 2022, not 2022.0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == MIDNIGHT else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:SIGNS]


if __name__ == "__main__":  # pragma: no cover
    main()
