"""Runs the rendering child (隔离衍生); a child that dies has made nothing, and that is no error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMAND = (sys.executable, "-P", "-m", "kepu.media.renders")
PATIENCE = 120  # seconds


def render(source: Path, form: str, folder: Path) -> dict[str, Path]:
    """Fill a folder with what shows a file; gives the files by kind, or nothing."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [*COMMAND, str(source), form, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}
    return {file.name: file for file in sorted(folder.iterdir())} if not done.returncode else {}
