"""Draw the sprite of the icons we use: tools/icons.py FOLDER (an unpacked lucide-static)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from kepu.look.icons import ICONS

SPRITE = Path(__file__).parent.parent / "kepu/look/static/look/icons.svg"
SHAPES = re.compile(r"<svg[^>]*>(?P<shapes>.*)</svg>", re.DOTALL)
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


def main(folder: Path) -> None:
    SPRITE.write_text(
        HEAD + "".join(symbol(name, folder / "icons") for name in sorted(ICONS)) + "</svg>\n"
    )
    print(f"{len(ICONS)} icons, {SPRITE.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
