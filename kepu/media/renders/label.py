"""The label of made-up pictures (AIGC 标识) that the law wants kept in whatever is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av.error
import pypdfium2
from PIL import Image

from kepu.media.measures import film, picture, word

NAME, MARK = "AIGC", b"AIGC"
PROPERTIES = "docProps/custom.xml"
COMMENT = 0x9286  # UserComment
EXIF = 0x8769
WITHIN = 1 << 16  # an honest label is a few hundred bytes


def label_of(path: Path, form: str) -> dict[str, Any]:
    """Find the label of a file as the saving of a picture takes it."""
    if form in picture.PILLOW:
        return _packets(path, form)
    said = {"pdf": _of_paper, "docx": _of_word}.get(form, _of_film)(path, form)
    return {"comment": f"AIGC: {said}".encode()} if said and len(said) < WITHIN else {}


def of_container(container: Any) -> dict[str, str]:
    """Keep the label of made-up films and sounds, and nothing of who and where."""
    return {key: value for key, value in container.metadata.items() if key.upper() == NAME}


def _of_film(path: Path, form: str) -> str:
    if form not in film.DEMUXERS:
        return ""
    try:
        with film.opened(path, form) as container:
            return next(iter(of_container(container).values()), "")
    except av.error.FFmpegError:
        return ""


def _of_paper(path: Path, _: str) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return str(document.get_metadata_value(NAME))


def _of_word(path: Path, _: str) -> str:
    """Look among the custom properties of the document."""
    found = Property(NAME)
    with word.opened(path) as bundle:
        if PROPERTIES in bundle.namelist():
            word.walk(bundle, PROPERTIES, found)
    return "".join(found.said)


class Property:
    """Listens for one custom property."""

    def __init__(self, wanted: str) -> None:
        self.wanted, self.said = wanted, list[str]()
        self.listens = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if word.local(tag) == "property":
            self.listens = attributes.get("name", "").upper() == self.wanted

    def end(self, tag: str) -> None:
        self.listens = self.listens and word.local(tag) != "property"

    def text(self, piece: str) -> None:
        if self.listens:
            self.said.append(piece)


def _packets(path: Path, form: str) -> dict[str, Any]:
    """Find the packets of a picture that hold the label."""
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
