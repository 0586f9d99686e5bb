"""What follows a line: two tables handed in by ``config``, by value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.module_loading import import_string

AtOnce = Mapping[tuple[str, str], str]
Later = Mapping[str, tuple[str, ...]]
_tables: dict[str, Any] = {"at_once": {}, "later": {}}


def connect(at_once: AtOnce, later: Later) -> None:
    """Take over the two tables of ``flow``."""
    _tables["at_once"], _tables["later"] = dict(at_once), dict(later)


def action_after(verb: str, subject_kind: str) -> Callable[..., Any] | None:
    """Find the one action that runs in the same transaction, if there is one."""
    name = _tables["at_once"].get((verb, subject_kind))
    return import_string(f"kepu.{name}") if name else None


def jobs_after(verb: str) -> tuple[str, ...]:
    """List the jobs to queue when the line is committed."""
    names: tuple[str, ...] = _tables["later"].get(verb, ())
    return names
