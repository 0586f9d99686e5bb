"""docs/checks.md says of every check what it measures, and of none what it does not."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from kepu.rulebook.checks import CHECKS, label

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
EACH = re.compile(r"^## (\w+)\n\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
SECTIONS = dict(EACH.findall(PAGE.read_text(encoding="utf-8")))


def test_every_check_has_its_section_in_the_order_of_the_table():
    assert [name for name in SECTIONS if name != "field"] == list(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_section_names_the_check_its_limits_and_its_boundary(name):
    section = SECTIONS[name]

    assert section.startswith(label(name))
    assert all(f"`{field.name}" in section for field in fields(CHECKS[name].Limits))
    assert ("Not measured yet" in section) is (CHECKS[name].TIER is None)
    assert ("- Boundary:" in section) is (CHECKS[name].TIER is not None)
