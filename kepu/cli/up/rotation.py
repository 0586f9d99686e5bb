"""Turning over the logs (日志轮换): by the one process that outlives the others."""

from __future__ import annotations

from pathlib import Path

LARGEST = 50 * 2**20
KEPT = 5


def turn_over(folder: Path, largest: int = LARGEST) -> None:
    """Rename a log that grew large; every process that writes it opens a new one by itself."""
    for log in folder.glob("*.log"):
        if log.stat().st_size < largest:
            continue
        for age in range(KEPT - 1, 0, -1):
            older = log.with_name(f"{log.name}.{age}")
            if older.exists():
                older.rename(log.with_name(f"{log.name}.{age + 1}"))
        log.rename(log.with_name(f"{log.name}.1"))
