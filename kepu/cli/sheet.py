"""Prints what ``kepu check`` found as a table that an editor likes to read (检查意见表)."""

import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kepu.rulebook.checks import label
from kepu.rulebook.judge import Finding

if TYPE_CHECKING:
    from kepu.cli.checking import Sheet, Task

VERDICTS = {"pass": "通过", "warn": "可以报送，请留意", "block": "须修改"}
TINTS = {"pass": "32", "warn": "33", "block": "31", "info": "36", "unknown": "33", "pale": "2"}
HEADS = ("", "项目", "测得", "要求", "依据")
OURS = "平台约定"
GAP = "  "


def show(sheet: "Sheet", task: "Task") -> None:
    """Print one file: its verdict, its table, and what to do about what is not kept."""
    verdict = tinted(VERDICTS[sheet.verdict], sheet.verdict)
    title = tinted(f"{task.title} · {sheet.slot.label}", "pale")
    print(f"{sheet.file.name}{GAP}{verdict}{GAP}{title}")
    labels = {rule.code: rule.label for rule in sheet.slot.rules}
    rows = [HEADS, *(_row(finding, labels) for finding in sheet.findings)]
    widths = [max(width(row[place]) for row in rows) for place in range(len(HEADS))]
    tints = ["pale", *(_tint(finding) for finding in sheet.findings)]
    for row, tint in zip(rows, tints, strict=True):
        cells = (padded(cell, wide) for cell, wide in zip(row, widths, strict=True))
        print(tinted(f"{GAP}{GAP.join(cells)}".rstrip(), tint))
    for finding in sheet.findings:
        if finding.passed is not True:
            _explain(finding)
    print()


def sum_up(sheets: Sequence["Sheet"]) -> None:
    """Print how many files are well and how many are not."""
    verdicts: list[str] = [sheet.verdict for sheet in sheets]
    parts = (f"{VERDICTS[verdict]} {verdicts.count(verdict)}" for verdict in VERDICTS)
    print(f"共 {len(sheets)} 个文件：{'；'.join(parts)}")


def progress(number: int, whole: int, file: Path) -> None:
    """Say on a terminal which file is being looked at."""
    if sys.stderr.isatty() and whole > 1:
        print(f"\r\x1b[K检查 {number}/{whole} {file.name}", end="\r", file=sys.stderr, flush=True)


def _row(finding: Finding, labels: dict[str, str]) -> tuple[str, ...]:
    return (
        _mark(finding),
        labels.get(finding.rule, label(finding.check)),
        finding.measured or "—",
        finding.required or "—",
        finding.clause or OURS,
    )


def _mark(finding: Finding) -> str:
    if finding.passed is None:
        return "?"
    return "✓" if finding.passed else {"block": "✗", "warn": "!"}.get(finding.weight, "i")


def _tint(finding: Finding) -> str:
    return "" if finding.passed else finding.severity


def _explain(finding: Finding) -> None:
    source = f"（{finding.clause}“{finding.words}”）" if finding.clause else f"（{OURS}）"
    print(f"{GAP}{tinted(_mark(finding), _tint(finding))} {finding.says}{source}")
    if finding.cure:
        print(f"{GAP}  {finding.cure}。")


def width(text: str) -> int:
    """Count the columns a text takes on a terminal; a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def padded(text: str, wide: int) -> str:
    return text + " " * (wide - width(text))


def tinted(text: str, tint: str) -> str:
    """Colour a text on a terminal, and nowhere else."""
    colourful = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return f"\x1b[{TINTS[tint]}m{text}\x1b[0m" if colourful and tint else text
