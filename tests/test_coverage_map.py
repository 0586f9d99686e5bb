"""The map of coverage names only what is there: places in the code, pages and tests."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parent.parent
LAST = {"S0": 69, "S1": 63, "S2": 77, "S3": 144, "S4": 38, "G": 12, "T": 14}
ID = re.compile(r"(S[0-4]|G)-(\d\d|\d{3})|(T)(\d\d?)")
ELSEWHERE = {"–", "`kepu check`"}  # data of a spec alone, or a command


class Line(NamedTuple):
    """One line of the table."""

    id: str
    what: str
    code: str
    page: str
    test: str


def lines() -> list[Line]:
    rows = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if row[:1] == "|"]
    return [Line(*row) for row in cells[2:]]


def pages(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for one in patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from pages(one.url_patterns, here)
        else:
            yield here


def has(place: str) -> bool:
    """Say whether a file is there, and in it a name, if one is named after two colons."""
    name, _, inside = place.strip("`").partition("::")
    path = ROOT / name
    if not inside or not path.is_file():
        return path.is_file()
    starts = rf"(?:def|class) {inside}\b" if path.suffix == ".py" else rf"^[^#]*\b{inside}\b"
    return re.search(starts, path.read_text(encoding="utf-8"), re.MULTILINE) is not None


def test_ids_are_those_of_the_notices_and_stand_once_in_their_order():
    found = [ID.fullmatch(line.id) for line in lines()]
    keys = [(one[1] or one[3], int(one[2] or one[4])) for one in found if one]

    assert len(keys) == len(found) > 0
    assert keys == sorted(set(keys), key=lambda key: (list(LAST).index(key[0]), key[1]))
    assert [key for key in keys if not 1 <= key[1] <= LAST[key[0]]] == []


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.id)
def test_every_place_in_the_code_is_there(line):
    assert has(line.code), line.code


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.id)
def test_every_test_is_there(line):
    path, _, name = line.test.strip("`").partition("::")

    assert path.startswith("tests/")
    assert name.startswith("test_")
    assert has(line.test), line.test


def test_every_page_is_in_the_url_conf():
    there = {f"`{page}`" for page in pages(get_resolver().url_patterns)} | ELSEWHERE

    assert [line.page for line in lines() if line.page not in there] == []


def test_a_place_that_is_not_there_is_found_out():
    assert not has("kepu/nowhere.py")
    assert not has("kepu/flow.py::nobody")
    assert not has("tests/test_flow.py::test_that_is_not_there")
