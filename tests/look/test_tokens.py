"""The tokens: dark is dark in both places, and what is written can be read."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

SHEET = Path(finders.find("look/css/tokens.css")).read_text()
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")


def block(start):
    begin = SHEET.index(start)
    return dict(TOKEN.findall(SHEET[begin : SHEET.index("}", begin)]))


LIGHT = block(":root {")
DARK = LIGHT | block("[data-theme=dark] {")


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_dark_by_system_and_dark_by_choice_are_the_same():
    assert block(":root:not([data-theme=light]) {") == block("[data-theme=dark] {")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *((ink, ground) for ink in ("ink", "ink-2") for ground in ("paper", "surface", "sunk")),
        *(("ink-3", ground) for ground in ("paper", "surface", "sunk")),
        ("on-brand", "brand"),
        ("on-brand", "brand-hover"),
        ("brand-ink", "brand-soft"),
        ("ink-2", "brand-soft"),
        ("accent-ink", "accent-soft"),
        *((state, f"{state}-soft") for state in ("ok", "warn", "bad", "info")),
        *((f"on-tile-{n}", f"tile-{n}") for n in (1, 2, 3, 4)),
    ],
)
def test_every_text_has_four_and_a_half_to_one(tokens, text, ground):
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_border_of_a_control_has_three_to_one(tokens):
    assert contrast(tokens["line-2"], tokens["surface"]) >= 3
