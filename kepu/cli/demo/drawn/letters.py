"""Chinese letters (字): a shipped part of Noto Sans SC, so that every machine draws the same."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import ImageFont

FOLDER = Path(__file__).with_name("faces")
PLAIN, BOLD = FOLDER / "plain.otf", FOLDER / "bold.otf"
NEVER_FIRST = "，。！？；：、）》”’…—"


@cache
def font(size: int, face: Path = BOLD) -> ImageFont.FreeTypeFont:
    """Open a face at a size in pixels; ``tools/letters`` makes the two files."""
    return ImageFont.truetype(face, size)


def wrapped(text: str, size: int, width: int, face: Path = PLAIN) -> list[str]:
    """Break a text into lines of a width in pixels; no line begins with a closing sign."""
    face_at = font(size, face)
    lines, line = [], ""
    for letter in text:
        if line and face_at.getlength(line + letter) > width and letter not in NEVER_FIRST:
            lines.append(line)
            line = ""
        line += letter
    return [*lines, line] if line else lines
