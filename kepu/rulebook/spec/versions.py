"""Freezing a spec as JSON and reading every version back (格式版本)."""

from collections.abc import Callable
from typing import Any

from kepu.rulebook.spec.model import SCHEMA, Spec

Raw = dict[str, Any]
MIGRATIONS: dict[int, Callable[[Raw], Raw]] = {}  # from version n to n + 1; none yet


def as_json(spec: Spec) -> Raw:
    """Write a spec as plain JSON values, with nothing but what it states."""
    raw: Raw = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"schema": SCHEMA, **raw}


def from_json(raw: Raw) -> Spec:
    """Read a frozen spec of any version."""
    return Spec.model_validate(lifted(raw))


def lifted(raw: Raw) -> Raw:
    """Bring a spec of an earlier version to today's shape; leave an unknown version alone."""
    while raw.get("schema") in MIGRATIONS:
        raw = MIGRATIONS[raw["schema"]](raw)
    return raw
