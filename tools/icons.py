"""Draw the sprite of the icons we use, and a file of each that cards wear as a mask.

tools/icons.py FOLDER (an unpacked lucide-static)
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kepu.look.icons import ICONS

SPRITE = Path(__file__).parent.parent / "kepu/look/static/look/icons.svg"
SHAPES = re.compile(r"<svg[^>]*>(?P<shapes>.*)</svg>", re.DOTALL)
MASKS = SPRITE.parent / "marks"  # a card with a mask is a third as long as one with an icon
MASKED = ("audio-lines", "download", "file-text", "image", "images", "layout-grid", "square-play")
MASK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="black" '
    'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
)
HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg">'
    "<!-- Lucide, ISC and MIT (Feather): vendor/lucide/LICENSE; drawn by tools/icons.py -->\n"
)


def symbol(name: str, folder: Path) -> str:
    """Make one symbol from Lucide's file of that name."""
    found = SHAPES.search((folder / f"{name}.svg").read_text())
    if not found:
        raise SystemExit(f"{name}.svg is not an icon")
    shapes = re.sub(r"\s*\n\s*", "", found["shapes"]).replace(" />", "/>")
    return f'<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>\n'


def mask(name: str, folder: Path) -> str:
    """Make a file of one icon, for a style sheet to use as a mask."""
    shapes = symbol(name, folder).partition(">")[2].removesuffix("</symbol>\n")
    return f"{MASK}{shapes}</svg>\n"


def main(folder: Path) -> None:
    for name in MASKED:
        (MASKS / f"{name}.svg").write_text(mask(name, folder / "icons"))
    SPRITE.write_text(
        HEAD + "".join(symbol(name, folder / "icons") for name in sorted(ICONS)) + "</svg>\n"
    )
    print(f"{len(ICONS)} icons, {SPRITE.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
