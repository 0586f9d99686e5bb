"""Runs the rendering child (隔离衍生); a child that dies has made nothing, and that is no error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-P", "-m", "kepu.media.renders")
PATIENCE = 120  # seconds, beside what the length of a film costs
A_SECOND = 4  # seconds of work for a second of film, at the worst
CORES = 8  # that may work on it side by side


def render(source: Path, form: str, folder: Path) -> dict[str, Path]:
    """Fill a folder with stills of a file; gives the files by kind, or nothing."""
    return _run(source, form, folder, "stills", PATIENCE)


def reel(source: Path, form: str, folder: Path, *, lasts: float) -> dict[str, Path]:
    """Fill a folder with the small film of a film, unless it is small already."""
    return _run(source, form, folder, "reel", PATIENCE + round(A_SECOND * lasts))


def read(source: Path, form: str, folder: Path) -> dict[str, Path]:
    """Fill a folder with what a document is read by: ``reading.json`` and its pictures."""
    return _run(source, form, folder, "reading", PATIENCE)


def _run(source: Path, form: str, folder: Path, what: str, patience: float) -> dict[str, Path]:
    words = [str(source), form, str(folder), what, str(round(patience) * CORES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [*COMMAND, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}
    return {file.name: file for file in sorted(folder.iterdir())} if not done.returncode else {}
