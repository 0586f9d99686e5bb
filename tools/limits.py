"""Hold the sizes of house style: long files and functions, crowded folders, no docstring."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

FILE, FUNCTION, CLASS, TEST_FILE, TEMPLATE, SHEET, FOLDER = 400, 40, 150, 500, 150, 300, 15
SCRIPTS_IN_ALL = 1_500
SUFFIXES = {".html": TEMPLATE, ".css": SHEET, ".js": SHEET}
# A folder may hold more when its content is one flat table by name.
CROWDED = ("migrations", "docs/adr", "vendor")


def tracked() -> list[Path]:
    """List the files git tracks or would track."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [path for name in names.splitlines() if (path := Path(name)).is_file()]


def faults_of_python(path: Path) -> list[str]:
    """Measure one Python file."""
    source = path.read_text()
    tree = ast.parse(source)
    limit = TEST_FILE if path.parts[0] == "tests" else FILE
    lines = source.count("\n")
    faults = [f"{path}: {lines} lines, at most {limit}"] if lines > limit else []
    if source.strip() and not ast.get_docstring(tree) and path.parts[0] in {"kepu", "tools"}:
        faults.append(f"{path}: says not what it is for (module docstring)")
    for node in ast.walk(tree):
        kind = {ast.ClassDef: CLASS, ast.FunctionDef: FUNCTION, ast.AsyncFunctionDef: FUNCTION}
        most = kind.get(type(node))
        length = getattr(node, "end_lineno", 0) - getattr(node, "lineno", 0) + 1
        if most and length > most:
            faults.append(f"{path}:{node.lineno}: {node.name} has {length} lines, at most {most}")
    return faults


def faults() -> list[str]:
    """Measure the whole tree."""
    paths = [path for path in tracked() if "vendor" not in path.parts]
    found, scripts = [], 0
    for path in paths:
        if path.suffix == ".py" and "migrations" not in path.parts:
            found += faults_of_python(path)
        elif (most := SUFFIXES.get(path.suffix)) and path.parts[0] == "kepu":
            lines = path.read_text().count("\n")
            scripts += lines if path.suffix == ".js" else 0
            found += [f"{path}: {lines} lines, at most {most}"] if lines > most else []
    found += [f"{scripts} lines of our own JavaScript"] if scripts > SCRIPTS_IN_ALL else []
    folders = Counter(path.parent for path in paths if path.name != "__init__.py")
    for folder, count in folders.items():
        if count > FOLDER and folder.parts[:1] == ("kepu",) and folder.name not in CROWDED:
            found.append(f"{folder}: {count} files, at most {FOLDER}")
    return found


if __name__ == "__main__":
    if found := faults():
        sys.exit("\n".join(found))
