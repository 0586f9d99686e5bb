"""The hash of a line: canonical JSON of all it says, after the hash of the link before it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from kepu.journal.models import Line

FIRST = b"\0" * 32
FIELDS = (
    *("id", "verb", "subject_kind", "subject_id", "facts", "why", "at", "because_of_id"),
    *("person_id", "appointment_id", "duty", "org_id", "for_org_id", "machine", "request_id"),
)


def link_hash(before: bytes, line: Line) -> bytes:
    """Hash a line (SHA-256, 32 bytes) so that any change to it or before it shows."""
    told = {name: _as_text(getattr(line, name)) for name in FIELDS}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(before + text.encode()).digest()


def _as_text(value: Any) -> Any:
    if hasattr(value, "isoformat"):
        return value.timestamp().hex()
    return value if isinstance(value, (dict, int, type(None))) else str(value)
