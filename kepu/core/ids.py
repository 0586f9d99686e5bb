"""Names for things: time-ordered UUIDs (version 7), made in Python."""

from __future__ import annotations

import os
import time
from uuid import UUID

VERSION_7, VARIANT = 0x7 << 76, 0x2 << 62


def uuid7() -> UUID:
    """Make a new id: 48 bits of milliseconds, then 74 random bits (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000 << 80
    noise = int.from_bytes(os.urandom(10))
    random_a, random_b = (noise >> 68) << 64, noise & ((1 << 62) - 1)
    return UUID(int=milliseconds | VERSION_7 | random_a | VARIANT | random_b)


def uuid_of(said: str) -> UUID | None:
    """Read an id from an address or a button; what is none is nothing."""
    try:
        return UUID(said)
    except ValueError:
        return None
