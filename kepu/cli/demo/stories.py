"""The demo's stories (演示内容): what each work is about and how far it gets, read from TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from kepu.cli.demo.cast import HENAN, ORGS

FOLDER = Path(__file__).with_name("stories")


class Stage(StrEnum):
    """How far a demo work gets."""

    DRAFT = "draft"
    BLURRED = "low_dpi"  # a draft whose picture the notice does not take
    CHECKING = "checking"
    HANDED_IN = "handed_in"
    WITH_HOST = "with_host"
    WITH_CITY = "with_city"
    WITH_EXPERT = "with_expert"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"
    RELEASED = "released"
    LEAD = "lead"  # released last, so that it leads the home
    ROLLED_BACK = "rolled_back"


@dataclass(frozen=True, kw_only=True)
class Story:
    """One demo work; ``raw`` holds what its files show."""

    title: str
    stage: Stage
    by: str
    campaign: str = HENAN
    category: str = "image"
    subtype: str = ""
    theme: str = ""
    abstract: str = ""
    keywords: str = ""
    audience: str = ""
    at: date | None = None
    sms: str = ""
    occasion: list[str] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    raw: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def owner(self) -> str:
        return ORGS[self.by][0]


def told() -> list[Story]:
    """Read the stories, the kinds mixed, in the order in which they happen."""
    mixed = []
    for path in sorted(FOLDER.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["stories"]
        mixed += [(number / len(rows), _story(raw)) for number, raw in enumerate(rows)]
    mixed.sort(key=lambda each: (each[1].stage == Stage.LEAD, each[0]))
    return [story for _, story in mixed]


def _story(raw: dict[str, Any]) -> Story:
    media = {"posters", "film", "sound", "article"}
    said = {name: value for name, value in raw.items() if name not in media}
    drawn = {name: raw[name] for name in media & raw.keys()} | {"title": raw["title"]}
    return Story(**said | {"stage": Stage(raw["stage"])}, raw=drawn)
