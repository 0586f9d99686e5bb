"""The line of a key or table is found, whatever stands around it."""

import tomllib

import pytest

from kepu.rulebook.spec.locate import line_of
from kepu.rulebook.spec.words import written

TEXT = '''title = "a [b] = {c}"  # not a [header]
"quoted" = 1
text = """
[[slots]]
code = "not a key"
"""
same = """one line"""

[notice]
issued.on = 2022-06-29
[[categories]]
code = "video"
entries = [
    # a comment
    { code = "one" },

    { code = "two", tags = [
        "x",
    ] },
    "three",
    [
        1, 2,
    ],
    4,
]
  [[categories.slots]]
  code = "film"
  [[categories.slots]]
    [categories.slots.limits]
    at_most = 3
[[categories]]
  [[ categories . slots ]]
  code = "sound"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), "title ="),
        (("quoted",), '"quoted"'),
        (("same",), "same ="),
        (("notice",), "[notice]"),
        (("notice", "issued", "on"), "issued.on"),
        (("categories", 0), "[[categories]]"),
        (("categories", 0, "entries", 0, "code"), '{ code = "one"'),
        (("categories", 0, "entries", 1), '{ code = "two"'),
        (("categories", 0, "entries", 2), '"three"'),
        (("categories", 0, "entries", 4), "    4,"),
        (("categories", 0, "slots", 0, "code"), 'code = "film"'),
        (("categories", 0, "slots", 1, "limits", "at_most"), "at_most"),
        (("categories", 1, "slots", 0, "code"), 'code = "sound"'),
        (("categories", 1, "slots", 0, "label"), "  [[ categories . slots ]]"),
        (("nowhere",), "title ="),
    ],
)
def test_the_line_is_found(path, line):
    tomllib.loads(TEXT)

    found = TEXT.splitlines()[line_of(TEXT, path) - 1]

    assert found.strip().startswith(line.strip())


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (("a", 0, "b"), ("a", 0, "b")),
        (("a", 0, "c"), ("a", 0)),
        (("a", 7), ("a",)),
        (("a", 0, "b", "int"), ("a", 0, "b")),
    ],
)
def test_a_path_is_cut_to_what_is_written(path, kept):
    assert written({"a": [{"b": 1}]}, path) == kept
