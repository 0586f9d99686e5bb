"""Prints what ``kepu check`` found as a table that an editor likes to read (检查意见表)."""

import os
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kepu.rulebook.checks import label
from kepu.rulebook.facts import Facts, as_json
from kepu.rulebook.judge import Finding, Verdict
from kepu.rulebook.measured import UNKNOWN

VERDICTS = {"pass": "通过", "warn": "可以报送，请留意", "block": "须修改"}
TINTS = {"pass": "32", "warn": "33", "block": "31", "info": "36", "unknown": "33", "pale": "2"}
KEYS = ["check", "rule", "measured", "required", "severity", "weight", "passed", "clause", "says"]
HEADS = ("", "项目", "测得", "要求", "依据")
OURS = "平台约定"
GAP = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file and all that was found."""

    file: Path
    title: str
    labels: dict[str, str]
    facts: Facts
    findings: tuple[Finding, ...]
    verdict: Verdict

    def as_json(self) -> dict[str, Any]:
        """Write the findings with the keys that architecture.md §4 promises."""
        found = [finding.as_json() for finding in self.findings]
        return {
            "file": str(self.file),
            "sha256": self.facts.sha256,
            "facts": as_json(self.facts),
            "findings": [{key: finding[key] for key in KEYS} for finding in found],
            "verdict": self.verdict,
        }

    def show(self) -> None:
        """Print the verdict, the table, and what to do about what is not kept."""
        verdict = tinted(VERDICTS[self.verdict], self.verdict)
        print(f"{self.file.name}{GAP}{verdict}{GAP}{tinted(self.title, 'pale')}")
        rows = [HEADS, *(_row(finding, self.labels) for finding in self.findings)]
        widths = [max(width(row[place]) for row in rows) for place in range(len(HEADS))]
        tints = ["pale", *(_tint(finding) for finding in self.findings)]
        for row, tint in zip(rows, tints, strict=True):
            cells = (padded(cell, wide) for cell, wide in zip(row, widths, strict=True))
            print(tinted(f"{GAP}{GAP.join(cells)}".rstrip(), tint))
        for finding in self.findings:
            if finding.passed is not True and finding.says != UNKNOWN:
                _explain(finding)
        unknown = [finding for finding in self.findings if finding.says == UNKNOWN]
        if left := "、".join(_row(finding, self.labels)[1] for finding in unknown):
            print(f"{GAP}{tinted('?', 'unknown')} {UNKNOWN}：{left}")
        print()


def sum_up(sheets: Sequence[Sheet]) -> None:
    """Print how many files are well and how many are not."""
    verdicts: list[str] = [sheet.verdict for sheet in sheets]
    parts = (f"{VERDICTS[verdict]} {verdicts.count(verdict)}" for verdict in VERDICTS)
    print(f"共 {len(sheets)} 个文件：{'；'.join(parts)}")


def progress(number: int, whole: int, file: Path) -> None:
    """Say on a terminal which file is being looked at."""
    if sys.stderr.isatty() and whole > 1:
        print(f"\r\x1b[K检查 {number}/{whole} {file.name}", end="\r", file=sys.stderr, flush=True)


def hush() -> None:
    """Wipe the line of progress off the terminal."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


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
