"""文件名: the file is named by the pattern, e.g. ``{province}{org}{title}``."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (Facts,)
TIER = Tier.PROBE
PARTS = {"province": "省", "org": "报送单位", "title": "作品名称"}
GLUE = re.compile(r"[\s+_＋·.—-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    pattern: str = ""


def show(facts: Facts) -> str:
    return ""


def check(facts: Facts, given: Given, limits: Limits) -> Measured:
    said = {part: getattr(given, part) for part in PARTS}
    required = limits.pattern.format_map({part: f"“{name}”" for part, name in PARTS.items()})
    named = [part for part in PARTS if "{" + part + "}" in limits.pattern]
    if missing := [PARTS[part] for part in named if not said[part]]:
        return unknown(f"没有填写{'、'.join(missing)}，无法核对文件名", required=required)
    wanted = limits.pattern.format_map(said)
    stem = PurePosixPath(given.file_name).stem
    kept = GLUE.sub("", stem) == GLUE.sub("", wanted)
    says = f"文件名“{stem}”" + ("" if kept else f"，应为“{wanted}”")
    cure = "" if kept else f"请把文件改名为“{wanted}”"
    return Measured(passed=kept, measured=stem, required=required, says=says, cure=cure)
