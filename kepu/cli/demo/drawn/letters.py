"""Chinese letters (字): two faces that come along, so that every machine draws the same."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from PIL import ImageFont

PLAIN = Path(str(files("pylopdf_fonts_zh_cn").joinpath("NotoSansSC-Regular.otf")))
BOLD = Path(__file__).parent / "faces" / "bold.otf"  # a cut: tools/letters
NEVER_FIRST = "，。！？；：、）》”’…—"


@cache
def font(size: int, face: Path = BOLD) -> ImageFont.FreeTypeFont:
    """Open a face at a size in pixels."""
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
