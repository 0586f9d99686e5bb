"""Scenes for demo posters (演示挂图的画面), drawn with plain shapes in the colours of the site."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw

Colour = str
Pen = ImageDraw.ImageDraw
FOODS = ["#e4774a", "#6fa84f", "#f6c453"]
SKIES = {
    "storm": ("#27404f", "#0f202b"),
    "field": ("#e4f0dc", "#b9d8a5"),
    "river": ("#dfeee9", "#bcdcd6"),
    "planet": ("#1d2350", "#0d1030"),
    "quake": ("#5c352a", "#2f1b17"),
    "plate": ("#f6e7d4", "#ead1b3"),
    "helix": ("#11535c", "#0a3540"),
}


def draw(scene: str, size: tuple[int, int], seed: int) -> Image.Image:
    """Paint one of the scenes at a size in pixels; the same seed paints the same picture."""
    picture = sky(size, *SKIES[scene])
    DRAWN[scene](ImageDraw.Draw(picture), *size, Random(seed))  # noqa: S311 - decoration
    return picture


def sky(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    """Shade from one colour at the top to another at the bottom."""
    strip = Image.new("RGB", (1, 2))
    strip.putpixel((0, 0), _rgb(top))
    strip.putpixel((0, 1), _rgb(bottom))
    return strip.resize(size, Image.Resampling.BICUBIC)


def storm(pen: Pen, w: int, h: int, luck: Random) -> None:
    for _ in range(36):
        x, y = luck.uniform(0.05, 0.95) * w, luck.uniform(0.55, 0.9) * h
        pen.line([x, y, x - w * 0.012, y + h * 0.06], "#4d7486", max(2, w // 400))
    for x, y, r in ((0.38, 0.36, 0.13), (0.52, 0.28, 0.17), (0.66, 0.37, 0.12)):
        disc(pen, x * w, y * h, r * w, "#33505f")
    pen.rounded_rectangle([0.27 * w, 0.36 * h, 0.76 * w, 0.56 * h], 0.06 * w, "#33505f")
    bolt = ((0.55, 0.46), (0.45, 0.66), (0.51, 0.66), (0.47, 0.86), (0.6, 0.6), (0.53, 0.6))
    pen.polygon([(x * w, y * h) for x, y in bolt], "#f6c453")
    hills(pen, w, h, 0.9, "#0d2530", luck)


def field(pen: Pen, w: int, h: int, luck: Random) -> None:
    disc(pen, 0.76 * w, 0.26 * h, 0.07 * w, "#fff3d4")
    hills(pen, w, h, 0.52, "#8fbf6f", luck)
    for row in range(7):
        y = (0.6 + row * 0.06) * h
        pen.rectangle([0, y, w, h], ("#6fa84f", "#5f9a43")[row % 2])
        for x in range(9):
            at = (x + 0.3 + row % 2 / 2) / 9 * w
            pen.ellipse([at, y - 0.05 * h, at + 0.02 * w, y + 0.01 * h], "#f6c453")
            pen.line([at + 0.01 * w, y, at + 0.01 * w, y + 0.05 * h], "#3f7a2e", max(3, w // 300))


def river(pen: Pen, w: int, h: int, luck: Random) -> None:
    disc(pen, 0.5 * w, 0.27 * h, 0.06 * w, "#fff3d4")
    hills(pen, w, h, 0.45, "#9cbfb6", luck)
    hills(pen, w, h, 0.55, "#7fada6", luck)
    for level, colour in ((0.62, "#5aa0a4"), (0.74, "#3b8389"), (0.86, "#23656d")):
        wave = [(x, level * h + math.sin(x / w * 18 + level * 9) * 0.02 * h) for x in span(w)]
        pen.polygon([*wave, (w, h), (0, h)], colour)


def planet(pen: Pen, w: int, h: int, luck: Random) -> None:
    for _ in range(90):
        r = luck.uniform(0.0008, 0.002) * w
        disc(pen, luck.random() * w, luck.random() * h, r, "#cdd6ff")
    pen.arc([0.22 * w, 0.42 * h, 0.78 * w, 0.66 * h], 0, 360, "#e9c59a", max(6, w // 90))
    disc(pen, 0.5 * w, 0.5 * h, 0.16 * w, "#d98e52")
    pen.chord([0.34 * w, 0.5 * h - 0.16 * w, 0.66 * w, 0.5 * h + 0.16 * w], 20, 160, "#c4783f")
    pen.arc([0.22 * w, 0.42 * h, 0.78 * w, 0.66 * h], 0, 180, "#f3dcbc", max(6, w // 90))


def quake(pen: Pen, w: int, h: int, luck: Random) -> None:
    for ring in range(1, 8):
        r = ring * 0.07 * w
        box = [0.45 * w - r, 0.5 * h - r, 0.45 * w + r, 0.5 * h + r]
        pen.ellipse(box, outline="#8d4a30", width=4)
    line = []
    for x in span(w):
        strength = math.exp(-(((x / w - 0.45) * 5) ** 2)) * 0.3
        line.append((x, 0.5 * h + math.sin(x / w * 90) * strength * h * luck.uniform(0.7, 1)))
    pen.line(line, "#f4e2cf", max(6, w // 160), joint="curve")
    disc(pen, 0.45 * w, 0.5 * h, 0.018 * w, "#f0743f")


def plate(pen: Pen, w: int, h: int, luck: Random) -> None:
    disc(pen, 0.5 * w, 0.52 * h, 0.25 * w, "#ffffff")
    disc(pen, 0.5 * w, 0.52 * h, 0.19 * w, "#f3f0ea")
    for _ in range(9):
        angle, far = luck.uniform(0, 6.28), luck.uniform(0, 0.1) * w
        x, y = 0.5 * w + math.cos(angle) * far, 0.52 * h + math.sin(angle) * far
        disc(pen, x, y, luck.uniform(0.03, 0.06) * w, luck.choice(FOODS))
    pen.rounded_rectangle([0.14 * w, 0.24 * h, 0.165 * w, 0.84 * h], 20, "#4a3a30")
    pen.rounded_rectangle([0.83 * w, 0.24 * h, 0.855 * w, 0.84 * h], 20, "#4a3a30")


def helix(pen: Pen, w: int, h: int, luck: Random) -> None:
    shift, wide = luck.uniform(0, 3), max(8, w // 90)
    one = [(x, 0.5 * h + math.sin(x / w * 14 + shift) * 0.26 * h) for x in span(w)]
    two = [(x, 0.5 * h - math.sin(x / w * 14 + shift) * 0.26 * h) for x in span(w)]
    for a, b in list(zip(one, two, strict=True))[::6]:
        pen.line([a, b], "#2f8791", wide // 2)
    pen.line(one, "#bfe6e0", wide, joint="curve")
    pen.line(two, "#f0a860", wide, joint="curve")


DRAWN: dict[str, Callable[[Pen, int, int, Random], None]] = {
    "storm": storm,
    "field": field,
    "river": river,
    "planet": planet,
    "quake": quake,
    "plate": plate,
    "helix": helix,
}


def disc(pen: Pen, x: float, y: float, r: float, colour: Colour) -> None:
    pen.ellipse([x - r, y - r, x + r, y + r], colour)


def hills(pen: Pen, w: int, h: int, level: float, colour: Colour, luck: Random) -> None:
    shift = luck.uniform(0, 6)
    ridge = [(x, (level + math.sin(x / w * 7 + shift) * 0.05) * h) for x in span(w)]
    pen.polygon([*ridge, (w, h), (0, h)], colour)


def span(w: int) -> range:
    return range(0, w + w // 100, max(1, w // 100))


def _rgb(colour: Colour) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
