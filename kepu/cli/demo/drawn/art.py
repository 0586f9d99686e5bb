"""A sheet to draw on (画布): 320 units wide and 180 high, whatever its size in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

WIDE, HIGH = 320, 180
Point = tuple[float, float]
Colour = str  # "#rrggbb", with two more digits it lets through what is below


class Art:
    """A picture of 16:9 with a shaded ground, drawn on in units; ``t`` is the second of a film."""

    def __init__(self, width: int, ground: Sequence[Colour] | Image.Image, t: float = 0.4) -> None:
        self.k, self.t = width / WIDE, t
        size = (width, round(width * HIGH / WIDE))
        self.image = ground.copy() if isinstance(ground, Image.Image) else shade(size, ground)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def disc(self, x: float, y: float, r: float, colour: Colour) -> None:
        self.oval(x, y, r, r, colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        self.pen.ellipse(self._box(x - rx, y - ry, x + rx, y + ry), colour)

    def ring(
        self, x: float, y: float, r: float, colour: Colour, wide: float = 1, *, flat: float = 1
    ) -> None:
        box = self._box(x - r, y - r * flat, x + r, y + r * flat)
        self.pen.ellipse(box, outline=colour, width=self._w(wide))

    def arc(self, box: Sequence[float], ends: Point, colour: Colour, wide: float = 1) -> None:
        self.pen.arc(self._box(*box), *ends, fill=colour, width=self._w(wide))

    def pie(self, box: Sequence[float], ends: Point, colour: Colour) -> None:
        self.pen.chord(self._box(*box), *ends, fill=colour)

    def box(self, x: float, y: float, w: float, h: float, colour: Colour, *, r: float = 0) -> None:
        self.pen.rounded_rectangle(self._box(x, y, x + w, y + h), r * self.k, colour)

    def shape(self, points: Iterable[Point], colour: Colour) -> None:
        self.pen.polygon([(x * self.k, y * self.k) for x, y in points], colour)

    def line(self, points: Iterable[Point], colour: Colour, wide: float = 1) -> None:
        """Draw a line with round ends and bends."""
        row = [(x * self.k, y * self.k) for x, y in points]
        self.pen.line(row, colour, self._w(wide), joint="curve")
        r = wide * self.k / 2
        for x, y in (row[0], row[-1]):
            self.pen.ellipse([x - r, y - r, x + r, y + r], colour)

    def hill(self, level: float, colour: Colour, *, high: float = 9, shift: float = 0) -> None:
        """Fill all below a gently waving edge."""
        edge = [(x, level + math.sin(x / 46 + shift) * high + math.sin(x / 19 + 2 * shift) * high / 4)
                for x in range(-4, WIDE + 8, 4)]  # fmt: skip
        self.shape([*edge, (WIDE + 4, HIGH), (-4, HIGH)], colour)

    def leaf(self, x: float, y: float, far: float, turn: float, colour: Colour) -> None:
        """Draw a leaf from a point, so long, turned by an angle (0 is to the right)."""
        cos, sin = math.cos(turn), math.sin(turn)
        edge = [(step / 8 * far, side * math.sin(step / 8 * math.pi) * far * 0.22)
                for side, steps in ((1, range(9)), (-1, range(8, -1, -1))) for step in steps]  # fmt: skip
        self.shape([(x + a * cos - b * sin, y + a * sin + b * cos) for a, b in edge], colour)

    def glow(self, x: float, y: float, r: float, colour: Colour, strength: float = 0.6) -> None:
        """Let a soft light shine."""
        side = max(2, round(2 * r * self.k))
        mask = Image.radial_gradient("L").point(lambda far: max(0, 180 - far) * strength * 1.4)
        light = Image.new("RGB", (side, side), colour)
        corner = (round((x - r) * self.k), round((y - r) * self.k))
        self.image.paste(light, corner, mask.resize((side, side)))

    def _box(self, left: float, top: float, right: float, bottom: float) -> list[float]:
        return [left * self.k, top * self.k, right * self.k, bottom * self.k]

    def _w(self, wide: float) -> int:
        return max(1, round(wide * self.k))


def shade(size: tuple[int, int], colours: Sequence[Colour]) -> Image.Image:
    """Shade from the first colour at the top to the last at the bottom."""
    strip = Image.new("RGB", (1, len(colours)))
    for at, colour in enumerate(colours):
        strip.paste(colour, (0, at, 1, at + 1))
    return strip.resize((1, size[1]), Image.Resampling.BICUBIC).resize(size)


def wave(y: float, high: float, wide: float, shift: float) -> list[Point]:
    """Give a waving line from edge to edge."""
    return [(x, y + math.sin(x / wide + shift) * high) for x in range(-4, WIDE + 8, 3)]


def around(x: float, y: float, r: float, angle: float) -> Point:
    """Give the point at an angle on a circle."""
    return x + math.cos(angle) * r, y + math.sin(angle) * r
