"""Draw the mark as the icons of the app (PNG), at four times the size and made small."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent.parent / "kepu/look/static/look/app"
BRAND, ON_BRAND = "#0d5c6b", "#ffffff"
GRID, CORNER, FINER = 40, 11, 4  # the mark of look/mark.svg is drawn on a grid of 40
STROKE, CORE, ORBIT, TURN = 2.2, 3.2, (13, 5.5), 32
# name: pixels, rounded as it is shown as it is, or full where a phone cuts its own shape
ICONS = {"192": (192, True), "512": (512, True), "maskable-512": (512, False), "180": (180, False)}


def draw(pixels: int, *, rounded: bool) -> Image.Image:
    """Draw the mark on its ground."""
    size = pixels * FINER
    unit = size / GRID
    icon = Image.new("RGBA", (size, size), "#ffffff00" if rounded else BRAND)
    if rounded:
        ImageDraw.Draw(icon).rounded_rectangle((0, 0, size - 1, size - 1), CORNER * unit, BRAND)
    for turn in (-TURN, TURN):
        orbit = Image.new("L", (size, size), 0)
        box = [size / 2 + sign * (half + STROKE / 2) * unit for sign in (-1, 1) for half in ORBIT]
        ImageDraw.Draw(orbit).ellipse(box, outline=255, width=round(STROKE * unit))
        icon.paste(ON_BRAND, mask=orbit.rotate(-turn, Image.Resampling.BICUBIC))
    core = [size / 2 + sign * CORE * unit for sign in (-1, -1, 1, 1)]
    ImageDraw.Draw(icon).ellipse(core, fill=ON_BRAND)
    small = icon.resize((pixels, pixels), Image.Resampling.LANCZOS)
    return small.quantize(128, Image.Quantize.FASTOCTREE)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, (pixels, rounded) in ICONS.items():
        draw(pixels, rounded=rounded).save(FOLDER / f"{name}.png", optimize=True)
