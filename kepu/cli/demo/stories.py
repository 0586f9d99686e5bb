"""The demo's stories (演示内容), read from the file beside this one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from kepu.cli.demo.posters import Poster
from kepu.cli.demo.works import Stage, Story

FOOT = "栾川县人民医院（演示）审定"


def told() -> list[Story]:
    """Read the stories in the order in which they happen."""
    raw = tomllib.loads(Path(__file__).with_name("stories.toml").read_text(encoding="utf-8"))
    return [_story(story) for story in raw["stories"]]


def _story(raw: dict[str, Any]) -> Story:
    posters = [
        Poster(**poster | {"lines": tuple(poster["lines"])}, foot=FOOT) for poster in raw["posters"]
    ]
    return Story(**raw | {"stage": Stage[raw["stage"].upper()], "posters": tuple(posters)})
