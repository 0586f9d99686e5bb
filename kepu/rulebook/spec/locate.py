"""Finds the line (行号) of a TOML file on which a key or table stands; tomllib keeps none."""

import re
from collections.abc import Iterator
from typing import NamedTuple

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-\"' ]+?)\s*\]\]?\s*(?:#.*)?$")
KEY = re.compile(r"^\s*([\w\-\"'. ]+?)\s*=\s*(.*)$")
STRINGS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")


class Place(NamedTuple):
    """Where one key or table begins."""

    path: Path
    line: int


def line_of(text: str, path: Path) -> int:
    """Give the line of the deepest part of ``path`` that is written down."""
    known = dict(places(text))
    for length in range(len(path), 0, -1):
        if path[:length] in known:
            return known[path[:length]]
    return 1


def places(text: str) -> Iterator[Place]:
    """Go through the file and name each table, key and array element that has its own line."""
    table: Path = ()
    counts: dict[Path, int] = {}
    lines = iter(enumerate(text.splitlines(), start=1))
    for number, line in lines:
        header, key = HEADER.match(line), KEY.match(line)
        if header:
            table = _table(header[1] == "[[", _names(header[2]), counts)
            if table[-1] == 0:
                yield Place(table[:-1], number)
            yield Place(table, number)
        elif key:
            path = (*table, *_names(key[1]))
            yield Place(path, number)
            yield from _inner(path, key[2], lines)


def _names(dotted: str) -> Path:
    return tuple(name.strip(" \"'") for name in dotted.split("."))


def _table(array: bool, names: Path, counts: dict[Path, int]) -> Path:
    """Turn the names of a header into a path, each array standing at its latest element."""
    path: Path = ()
    for depth, name in enumerate(names, start=1):
        path = (*path, name)
        if array and depth == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _inner(path: Path, value: str, lines: Iterator[tuple[int, str]]) -> Iterator[Place]:
    """Pass over a value of several lines; the elements of an array have lines of their own."""
    quotes = value[:3]
    if quotes in {'"""', "'''"}:
        while quotes not in value[3:]:
            value += next(lines)[1]
        return
    depth, index = _depth(value), 0
    while depth > 0:
        number, line = next(lines)
        begins = depth == 1 and line.strip()[:1] not in {"", "]", "#"}
        if begins:
            yield Place((*path, index), number)
        inside = depth
        depth += _depth(line)
        index += depth == 1 and (begins or inside > 1)


def _depth(line: str) -> int:
    bare = STRINGS.sub("", line).split("#")[0]
    return sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
