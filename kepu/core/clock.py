"""Chinese time: one zone, words for instants; the clock itself is asked only at the edge."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Ask the clock; only for commands, which have no request and no job."""
    return datetime.now(UTC)


def in_china(instant: datetime) -> datetime:
    return instant.astimezone(CHINA)
