"""Files: pictures made of seeded noise, and blobs that came in on a ticket."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from random import Random
from typing import Any

from PIL import Image

from kepu.core.actor import Actor
from kepu.media import actions
from kepu.media.models import Blob, Upload
from make.moments import NOON

seeds = count(1)


def jpg(width: int = 400, height: int = 300, *, dpi: int = 300, **saved: Any) -> bytes:
    """Make a JPG that differs from every other one."""
    noise = Image.frombytes("RGB", (16, 12), Random(next(seeds)).randbytes(16 * 12 * 3))
    return _saved(noise.resize((width, height)), "JPEG", dpi=(dpi, dpi), **saved)


def png(width: int = 400, height: int = 300, **saved: Any) -> bytes:
    """Make a PNG of one colour."""
    return _saved(Image.new("RGB", (width, height), (11, 78, 162)), "PNG", **saved)


def ticket(*, by: Actor | None = None, at_most: int = 1 << 24, now: datetime = NOON) -> Upload:
    """Issue a ticket that holds for an hour."""
    actor = by or Actor.machine("setup")
    expires = now + timedelta(hours=1)
    return actions.allow("test", at_most_bytes=at_most, expires=expires, by=actor, now=now)


def blob(content: bytes = b"", name: str = "图.jpg", *, by: Actor | None = None) -> Blob:
    """Let bytes arrive; by default a new JPG."""
    actor = by or Actor.machine("setup")
    stream = BytesIO(content or jpg())
    return actions.receive(ticket(by=actor), stream, name=name, by=actor, now=NOON)


def _saved(image: Image.Image, form: str, **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, form, **how)
    return out.getvalue()
