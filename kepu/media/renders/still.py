"""One still (静帧) of any file: a picture itself, a film one tenth in, page one of a PDF."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

from kepu.media.measures import Unreadable, film, picture
from kepu.media.renders.colour import as_srgb

LARGEST = 1_280
INTO = 10  # the poster is taken one tenth into the film
PDF_DOTS = 72


def still(path: Path, form: str) -> Image.Image:
    """Give a picture in sRGB, upright, at least as wide as the widest rendition where it can be."""
    if form in picture.PILLOW:
        return of_picture(path, form)
    return of_paper(path) if form == "pdf" else of_film(path, form)


def of_picture(path: Path, form: str) -> Image.Image:
    """Open a picture as it is meant to be seen."""
    with picture.opened(path, form) as image:
        image.draft(None, (LARGEST, LARGEST))
        image.load()
        upright: Image.Image = ImageOps.exif_transpose(image)
        return as_srgb(upright)


def of_paper(path: Path) -> Image.Image:
    """Draw the first page."""
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        drawn: Image.Image = page.render(scale=LARGEST / page.get_width()).to_pil()
        return drawn.convert("RGB")


def of_film(path: Path, form: str) -> Image.Image:
    """Decode the picture one tenth into a film, or the first that comes."""
    with film.opened(path, form) as container:
        stream = container.streams.video[0]
        if container.duration:
            container.seek(container.duration // INTO)
        frame = next(container.decode(stream), None)
        if frame is None:
            raise Unreadable("影片里没有一幅能解码的画面")
        return _as_shown(frame, stream.sample_aspect_ratio)


def _as_shown(frame: Any, pixel: Fraction | None) -> Image.Image:
    image: Image.Image = frame.to_image()
    if pixel and pixel != 1:
        image = image.resize((max(1, round(image.width * pixel)), image.height))
    return image.rotate(frame.rotation, expand=True) if frame.rotation else image
