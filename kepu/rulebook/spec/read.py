"""Reads a spec from its TOML file; every error names file, line and reason (读取)."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kepu.rulebook.spec import words
from kepu.rulebook.spec.joints import faults
from kepu.rulebook.spec.locate import line_of
from kepu.rulebook.spec.model import Spec
from kepu.rulebook.spec.versions import lifted


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a spec (问题)."""

    file: str
    line: int
    says: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.says}"


class BadSpec(ValueError):
    """A spec cannot be used as it is written (规格有误); all its problems are listed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read(path: Path) -> Spec:
    """Read the spec in a file."""
    try:
        text = path.read_text(encoding="utf-8-sig")  # Windows editors put a mark before the text
    except UnicodeDecodeError:
        raise BadSpec([Problem(path.name, 1, "不是 UTF-8 文本，请另存为 UTF-8")]) from None
    return loads(text, path.name)


def loads(text: str, name: str) -> Spec:
    """Read a spec from text; ``name`` stands in the errors."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSpec([_broken(str(error), text, name)]) from None
    try:
        spec = Spec.model_validate(lifted(raw))
    except ValidationError as error:
        raise BadSpec(sorted(set(_problems(error, raw, text, name)), key=_order)) from None
    lost = [Problem(name, line_of(text, path), _at(raw, path, says)) for path, says in faults(spec)]
    if lost:
        raise BadSpec(sorted(lost, key=_order))
    return spec


def _order(problem: Problem) -> tuple[int, str]:
    return problem.line, problem.says


def _at(raw: Any, path: tuple[str | int, ...], says: str) -> str:
    where = words.place(raw, path)
    return f"{where}：{says}" if where else says


def _problems(error: ValidationError, raw: Any, text: str, name: str) -> Iterator[Problem]:
    for detail in error.errors():
        if detail["type"] == "too_short" and detail["input"]:
            continue  # only because its elements are wrong, and each of them has its own line
        path = words.written(raw, detail["loc"])
        yield Problem(name, line_of(text, path), _at(raw, path, words.reason(detail, path)))


def _broken(says: str, text: str, name: str) -> Problem:
    found = re.search(r"\(at line (\d+), column (\d+)\)", says)
    line = int(found[1]) if found else len(text.splitlines())
    column = f"（第 {found[2]} 个字附近）" if found else "（到文末也没有写完）"
    return Problem(name, line, f"不是合法的 TOML：{words.of_toml(says)}{column}")
