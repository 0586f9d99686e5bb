"""Understands the label of what machines made (人工智能生成标识), as GB 45438-2025 writes it."""

import json
import re
from html import unescape
from typing import Any

from kepu.rulebook.facts import Label

NAME = "AIGC"
OBJECT = re.compile(r'\{[^{}]*"Label"[^{}]*\}')
WITHIN = 1 << 16  # an honest label is a few hundred bytes
LONGEST = 100


def parsed(said: str) -> Label | None:
    """Read what stands under the name AIGC; None: nothing does."""
    if not said:
        return None
    found = OBJECT.search(unescape(said[:WITHIN]))
    try:
        parts: dict[str, Any] = json.loads(found.group()) if found else {}
    except ValueError:
        parts = {}
    producer = " ".join(str(parts.get("ContentProducer", "")).split())
    return Label(kind=str(parts.get("Label", ""))[:1], producer=producer[:LONGEST])
