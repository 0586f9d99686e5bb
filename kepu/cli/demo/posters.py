"""Demo posters (演示挂图): a scene, a title and three lines, A4 at 300 dpi, as real JPG files."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from kepu.cli.demo.scenes import draw

A4 = (2480, 3508)
SCENE = 0.52  # of the height
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What a demo poster shows and says."""

    scene: str
    title: str
    lines: tuple[str, ...]
    foot: str
    seed: int = 1


def jpg(poster: Poster, dpi: int = 300) -> bytes:
    """Draw a poster; without a Chinese font on the machine it has its scene and no words."""
    width, height = A4
    page = Image.new("RGB", A4, "#f7faf8")
    page.paste(draw(poster.scene, (width, int(height * SCENE)), poster.seed), (0, 0))
    if font := _font():
        _write(ImageDraw.Draw(page), poster, font)
    file = BytesIO()
    page.save(file, "JPEG", quality=82, dpi=(dpi, dpi))  # a file in memory, not a row
    return file.getvalue()


def _write(pen: ImageDraw.ImageDraw, poster: Poster, font: Path) -> None:
    def of(size: int) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(font, size)

    width, height = A4
    y = int(height * SCENE) + 170
    big = min(250, (width - 360) // max(1, len(poster.title)))
    pen.text((180, y), poster.title, fill="#14232b", font=of(big))
    y += big + 190
    for number, line in enumerate(poster.lines, 1):
        pen.ellipse([180, y, 310, y + 130], "#0d5c6b")
        pen.text((245, y + 65), str(number), fill="#ffffff", font=of(84), anchor="mm")
        pen.text((380, y + 65), line, fill="#2b3d46", font=of(118), anchor="lm")
        y += 240
    pen.rectangle([0, height - 220, width, height], "#e0eff0")
    pen.text((180, height - 110), poster.foot, fill="#0a4f5d", font=of(84), anchor="lm")


def _font() -> Path | None:
    return next((path for name in FONTS if (path := Path(name)).exists()), None)
