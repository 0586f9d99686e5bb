"""Compares two versions of a spec and says in Chinese what changed where (修订对照)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kepu.rulebook.spec import Spec, as_json
from kepu.rulebook.spec.words import label, place

Path = tuple[str | int, ...]
NAMES = ("label", "title", "name", "role", "words")
SAID = {
    "at": "",
    "on": "",
    "precision": "精确到",
    "at_least": "不小于",
    "at_most": "不大于",
    "any": "不限",
    "ranges": "范围",
    "minute": "分钟",
    "day": "日",
    "month": "月",
    "year": "年",
    "rule": "",
    "duty": "",
    "level": "",
    "ancestor": "属地",
    "recommender": "推荐单位",
    "host": "主办单位",
    "operator": "承办单位",
    "applicant": "报送单位",
    "nation": "全国",
    "province": "省级",
    "city": "市级",
    "county": "县级",
    "clerk": "经办人",
    "officer": "科协管理员",
    "expert": "评审专家",
}
DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
NOTHING = "没有"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference (一处改动): where, what stood there, what stands there now."""

    where: str
    before: str
    after: str


def changes(old: Spec, new: Spec) -> list[Change]:
    """List what differs, in the order of the spec; parts with a code are told by their code."""
    return list(_compare(as_json(old), as_json(new), (), (as_json(old), as_json(new))))


def _compare(old: Any, new: Any, path: Path, roots: tuple[Any, Any]) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and not _is_one_value(path, old, new):
        for key in dict.fromkeys((*old, *new)):
            yield from _compare(old.get(key), new.get(key), (*path, key), roots)
    elif _has_codes(old) and _has_codes(new):
        yield from _parts(old, new, path, roots)
    elif _are_tables(old) and _are_tables(new) and len(old) == len(new):
        for at, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _compare(before, after, (*path, at), roots)
    elif isinstance(old, list) and isinstance(new, list):
        gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
        both = (gone, come) if gone or come else (old, new)
        yield Change(_where(path, roots), *map(_said, both))
    else:
        yield Change(_where(path, roots), _said(old), _said(new))


def _parts(old: Any, new: Any, path: Path, roots: tuple[Any, Any]) -> Iterator[Change]:
    """Compare two lists of parts that have codes; the order of parts counts too."""
    before, after = ({one["code"]: one for one in parts} for parts in (old, new))
    for code in dict.fromkeys((*before, *after)):
        there = new.index(after[code]) if code in after else old.index(before[code])
        side = roots if code in after else (roots[1], roots[0])
        yield from _compare(before.get(code), after.get(code), (*path, there), side)
    kept = [code for code in before if code in after]
    if kept != [code for code in after if code in before]:
        names = ["、".join(_name(parts[code]) for code in parts if code in kept)
                 for parts in (before, after)]  # fmt: skip
        yield Change(f"{_where(path, roots)}的顺序", *names)


def _is_one_value(path: Path, *tables: dict[str, Any]) -> bool:
    """Say whether tables are one value written in parts: limits, a moment, a body."""
    nested = any(isinstance(one, dict | list) for table in tables for one in table.values())
    return len(path) > 1 and isinstance(path[-1], str) and not nested


def _are_tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _has_codes(value: Any) -> bool:
    """Say whether a value is a list of parts, each with a code of its own."""
    return _are_tables(value) and all("code" in one for one in value)


def _where(path: Path, roots: tuple[Any, Any]) -> str:
    """Name a place in the words of the form: 类别“视频”的材料“成片”：份数."""
    raw = roots[1]
    named, leaf = place(raw, path, by_label=True), label(path)
    return "：".join(one for one in (named, leaf) if one)


def _said(value: Any) -> str:
    if value is None or value in ([], ""):
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        is_moment = "at" in value and set(value) <= {"at", "precision"}
        return _moment(value["at"]) if is_moment else _name(value)
    if isinstance(value, list):
        return "、".join(map(_said, value))
    return _moment(value) if isinstance(value, str) and DAY.match(value) else str(value)


def _moment(at: str) -> str:
    """Say a moment as people do: 2026 年 12 月 31 日 18:00."""
    day, _, hour = at.partition("T")
    parts = [f"{int(part)} {unit}" for part, unit in zip(day.split("-"), "年月日", strict=False)]
    return " ".join([*parts, *([hour[:5]] if hour else [])])


def _name(part: dict[str, Any]) -> str:
    """Call a part by its name; one without a name is written out."""
    name = next((str(part[key]) for key in NAMES if part.get(key)), "")
    return name or "，".join(
        f"{SAID.get(key, key)} {_word(one)}".strip() for key, one in part.items()
    )


def _word(value: Any) -> str:
    return SAID.get(value, value) if isinstance(value, str) else _said(value)
