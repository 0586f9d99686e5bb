"""Posters (挂图): a scene, a title, a few points to remember; A4 at 300 dpi, as real JPG files."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw

from kepu.cli.demo.drawn.letters import BOLD, PLAIN, font, wrapped
from kepu.cli.demo.drawn.scenes import SCENES, draw

A4 = (2480, 3508)
A4_INCHES = 2480 / 300
SCENE = 1395  # 16:9, which is what a card of the library shows
MARGIN = 180
INK, SOFT, PAPER = "#17242c", "#43555f", "#fbfaf6"
TINTS = ("#0d5c6b", "#b4552d", "#4a7a2c", "#4a4f96", "#a3425a", "#1f6f88")


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """What a poster shows and says; a point is written “head：what it means”."""

    scene: str
    title: str
    lead: str = ""
    points: tuple[str, ...]
    foot: str = ""
    seed: int = 1

    @property
    def tint(self) -> str:
        return TINTS[list(SCENES).index(self.scene) % len(TINTS)]


def jpg(poster: Poster, size: tuple[int, int] = A4) -> bytes:
    """Draw a poster, to be printed on A4 whatever its size in pixels."""
    page = Image.new("RGB", A4, PAPER)
    page.paste(draw(poster.scene, A4[0], poster.seed), (0, 0))
    pen = ImageDraw.Draw(page)
    y = _head(pen, poster)
    _points(pen, poster, y)
    _foot(pen, poster)
    if size != A4:
        page = page.resize(size, Image.Resampling.BILINEAR)
    dots = round(size[0] / A4_INCHES)
    file = BytesIO()
    page.save(file, "JPEG", quality=80, dpi=(dots, dots))  # a file in memory, not a row
    return file.getvalue()


def _head(pen: ImageDraw.ImageDraw, poster: Poster) -> int:
    big = min(236, (A4[0] - 2 * MARGIN) // max(1, len(poster.title)))
    pen.rectangle([0, SCENE, A4[0], SCENE + 18], poster.tint)
    y = SCENE + 120
    pen.text((MARGIN, y), poster.title, INK, font(big))
    y += big + 90
    for line in wrapped(poster.lead, 82, A4[0] - 2 * MARGIN):
        pen.text((MARGIN, y), line, SOFT, font(82, PLAIN))
        y += 124
    return y + 40


def _points(pen: ImageDraw.ImageDraw, poster: Poster, y: int) -> None:
    room = (A4[1] - 230 - y) // max(1, len(poster.points))
    high = min(room, 420) - 44
    for number, point in enumerate(poster.points, 1):
        head, _, body = point.partition("：")
        pen.rounded_rectangle([MARGIN, y, A4[0] - MARGIN, y + high], 40, "#ffffff", "#e4e2da", 4)
        middle = y + high // 2
        pen.ellipse([MARGIN + 60, middle - 85, MARGIN + 230, middle + 85], poster.tint)
        pen.text((MARGIN + 145, middle), str(number), "#ffffff", font(104), anchor="mm")
        lines = wrapped(body, 74, A4[0] - 2 * MARGIN - 380)[:2]
        top = middle - (164 + 104 * len(lines)) // 2
        pen.text((MARGIN + 300, top), head, INK, font(100))
        for row, line in enumerate(lines):
            pen.text((MARGIN + 300, top + 148 + 104 * row), line, SOFT, font(74, PLAIN))
        y += high + 44


def _foot(pen: ImageDraw.ImageDraw, poster: Poster) -> None:
    width, height = A4
    pen.rectangle([0, height - 170, width, height], poster.tint)
    pen.text((MARGIN, height - 85), poster.foot, "#ffffff", font(62, BOLD), anchor="lm")
    pen.text(
        (width - MARGIN, height - 85), "公益科普，欢迎张贴", "#ffffff", font(62, PLAIN), anchor="rm"
    )
