"""The schema names every part in Chinese and knows the limits of every check."""

import json
import subprocess
import sys
from math import isfinite
from pathlib import Path

import pytest

from kepu.rulebook.checks import CHECKS
from kepu.rulebook.spec import json_schema


def named(schema):
    """List the properties of the spec and of every part of it."""
    parts = {"Spec": schema, **schema["$defs"]}
    return [
        (part, name, about)
        for part, shape in parts.items()
        for name, about in shape.get("properties", {}).items()
    ]


def test_every_key_has_a_chinese_name():
    nameless = [
        (part, name)
        for part, name, about in named(json_schema())
        if about.get("title", "").isascii()
    ]

    assert nameless == []


def test_the_schema_is_plain_json():
    def refuse(constant):
        assert isfinite(float(constant))

    json.loads(json.dumps(json_schema()), parse_constant=refuse)


@pytest.mark.parametrize(
    ("check", "names"),
    [("duration", {"at_least", "at_most"}), ("aspect_ratio", {"ratio"}), ("readable", set())],
)
def test_the_limits_of_a_rule_follow_its_check(check, names):
    rule = json_schema()["$defs"]["Rule"]

    (case,) = (
        case for case in rule["allOf"] if case["if"]["properties"]["check"]["const"] == check
    )

    limits, unlimited = case["then"]["properties"]["limits"]["anyOf"]
    assert set(limits["properties"]) == names
    assert unlimited["const"] == {"any": True}
    assert rule["properties"]["check"]["enum"] == list(CHECKS)


def test_the_page_for_writers_lists_every_key():
    root = Path(__file__).parents[2]

    done = subprocess.run([sys.executable, "tools/spec_keys.py", "--check"], cwd=root, check=False)

    assert done.returncode == 0, "run python tools/spec_keys.py"
