"""The label of made-up pictures (AIGC 标识) that the law wants kept in whatever is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

from kepu.media.measures import picture

MARK = b"AIGC"
COMMENT = 0x9286  # UserComment
EXIF = 0x8769
WITHIN = 1 << 16  # an honest label is a few hundred bytes


def label_of(path: Path, form: str) -> dict[str, Any]:
    """Find the packets of a picture that hold the label, as ``save`` takes them."""
    if form not in picture.PILLOW:
        return {}
    with picture.opened(path, form) as image:
        info = image.info
        packets = {"xmp": info.get("xmp"), "exif": _comment(image), "comment": info.get("comment")}
    if isinstance(said := info.get("AIGC"), str):
        packets["comment"] = f"AIGC: {said}"
    raw = {name: _bytes(packet) for name, packet in packets.items() if packet}
    return {name: packet for name, packet in raw.items() if MARK in packet and len(packet) < WITHIN}


def _comment(image: Image.Image) -> bytes | None:
    said = image.getexif().get_ifd(EXIF).get(COMMENT)
    if not said or MARK not in _bytes(said):
        return None
    kept = Image.Exif()
    kept.get_ifd(EXIF)[COMMENT] = said
    return kept.tobytes()


def _bytes(packet: str | bytes) -> bytes:
    return packet.encode() if isinstance(packet, str) else packet
