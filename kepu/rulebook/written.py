"""Writes a spec as TOML, as a person would lay it out, to be read and changed (规格文本)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

Raw = dict[str, Any]
LAST = ("clause", "words", "ours")  # the source of a demand stands below the demand itself
SMALL = 4  # keys that a table may have and still stand on one line
BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def as_toml(raw: Raw) -> str:
    """Write the plain values of a spec (``as_json``); reading them back gives the same spec."""
    return "\n".join(_table(raw, ())).strip() + "\n"


def _table(table: Raw, path: tuple[str, ...]) -> Iterator[str]:
    """Write what stands on lines of its own, then the tables that follow with their headers."""
    inside = {key: value for key, value in table.items() if _has_header(value, path)}
    for key in sorted(table.keys() - inside.keys(), key=lambda key: _rank(key, table)):
        yield f"{_key(key)} = {_lines(table[key])}"
    for key, value in inside.items():
        below = (*path, _key(key))
        if isinstance(value, dict):
            yield f"\n[{'.'.join(below)}]"
            yield from _table(value, below)
            continue
        for one in value:
            yield f"\n[[{'.'.join(below)}]]"
            yield from _table(one, below)


def _rank(key: str, table: Raw) -> tuple[int, int]:
    return (LAST.index(key) + 1 if key in LAST else 0, list(table).index(key))


def _has_header(value: Any, path: tuple[str, ...]) -> bool:
    if isinstance(value, dict):
        return not path
    tables = isinstance(value, list) and any(isinstance(one, dict) for one in value)
    return tables and not all(_is_small(one) for one in value)


def _is_small(table: Raw) -> bool:
    plain = all(not isinstance(value, dict | list) for value in table.values())
    return plain and len(table) <= SMALL and "clause" not in table


def _lines(value: Any) -> str:
    """Write a value; a list of small tables takes a line for each."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + "".join(f"    {_plain(one)},\n" for one in value) + "]"
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_plain(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, str) and "\n" in value:
        return _long(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _long(text: str) -> str:
    escaped = json.dumps(text, ensure_ascii=False)[1:-1].replace("\\n", "\n")
    return f'"""\n{escaped}"""'.replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if key and BARE.issuperset(key) else json.dumps(key, ensure_ascii=False)
