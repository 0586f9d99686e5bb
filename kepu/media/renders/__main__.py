"""The rendering child (衍生子进程): one source in, files into a folder out, under limits."""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image

from kepu.media.measures import Unreadable
from kepu.media.renders import WIDTHS
from kepu.media.renders.label import label_of
from kepu.media.renders.reading import reading
from kepu.media.renders.reel import reel
from kepu.media.renders.still import still

SPACE = 3 << 30  # bytes of memory
LARGEST_FILE = 4 << 30
QUALITY = 82
TALLEST = 4  # times the width: a long strip is cut off below


def main() -> None:
    """Make what is asked for; a source that cannot be shown ends in a traceback and no files."""
    asked = argparse.ArgumentParser(prog="kepu.media.renders")
    asked.add_argument("source", type=Path)
    asked.add_argument("form")
    asked.add_argument("folder", type=Path)
    asked.add_argument("what", choices=("stills", "reel", "reading"))
    asked.add_argument("seconds", type=int, help="of processor time")
    said = asked.parse_args()
    _limit(said.seconds)
    ways: dict[str, Callable[[Path, str, Path], None]]
    ways = {"stills": draw, "reading": reading, "reel": partial(reel, tell=tell)}
    try:
        ways[said.what](said.source, said.form, said.folder)
    except Unreadable as error:
        tell(f"!{error}")
        sys.exit(1)


def tell(what: object) -> None:
    """Say to the parent how far it is, or why it ends."""
    print(what, flush=True)  # noqa: T201 - the parent reads it


def draw(source: Path, form: str, folder: Path) -> None:
    """Write ``thumb-320`` and its sisters, never larger than the source."""
    image, label = still(source, form), label_of(source, form)
    for width in sorted(WIDTHS, reverse=True):
        image = narrowed(image, width)
        file = folder / f"thumb-{width}"
        image.save(file, "JPEG", quality=QUALITY, progressive=True, **label)


def narrowed(image: Image.Image, width: int) -> Image.Image:
    """Bring a picture to a width; of a long strip the top is shown."""
    image = image.crop((0, 0, image.width, min(image.height, image.width * TALLEST)))
    if image.width <= width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3)


def _limit(seconds: int) -> None:
    """Hold little, write little, take no one's time for long."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main()
