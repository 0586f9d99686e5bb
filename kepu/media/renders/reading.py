"""A document to be read in a page (阅读版): its words as data, its pictures and pages redrawn."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
from legacy_doc import ExtractionOptions, extract_text
from PIL import Image

from kepu.media.measures import Unreadable, picture, text, word
from kepu.media.measures.paper import DOC
from kepu.media.measures.sniff import sniff
from kepu.media.renders import pieces
from kepu.media.renders.article import read
from kepu.media.renders.label import label_of
from kepu.media.renders.pieces import NAME, Piece
from kepu.media.renders.still import of_picture

PICTURES, PAGES = 60, 20  # that are drawn of one document
WIDE, TALL = 1_080, 4_320
LARGEST = 64 << 20  # bytes of one picture, unpacked
PAGE_WORDS = 5_000
QUALITY = 82
CUT = Piece(kind="words", text="（后面还有，请下载原文件看全文）")


def reading(source: Path, form: str, folder: Path) -> None:
    """Write ``reading.json`` and what it shows: ``figure-1`` …, ``page-1`` …."""
    found = {"docx": of_docx, "pdf": of_pdf, "doc": of_doc, "txt": of_txt}[form](source, folder)
    (folder / NAME).write_text(json.dumps(pieces.as_json(found), ensure_ascii=False), "utf-8")


def of_txt(source: Path, _: Path) -> list[Piece]:
    """Read plain text in its own encoding."""
    with source.open("rb") as file:
        raw = file.read(text.AT_MOST)
    return pieces.of_lines(raw.decode(text.encoding(source) or "utf-8", "replace"))


def of_doc(source: Path, _: Path) -> list[Piece]:
    """Read a Word 97 file: its words alone."""
    limits = ExtractionOptions(max_file_bytes=DOC, max_text_bytes=DOC, max_chain_sectors=DOC >> 9)
    return pieces.of_lines(extract_text(source.read_bytes(), options=limits).text)


def of_pdf(source: Path, folder: Path) -> list[Piece]:
    """Draw the first pages, each with its words for who cannot see it."""
    label = label_of(source, "pdf")
    with pypdfium2.PdfDocument(source) as document:
        count = len(document)
        drawn = [
            _page(document[number], number + 1, folder, label)
            for number in range(min(count, PAGES))
        ]
    return drawn + [CUT] * (count > PAGES)


def _page(page: pypdfium2.PdfPage, number: int, folder: Path, label: dict[str, bytes]) -> Piece:
    sheet, shows = page.get_textpage(), f"page-{number}"
    scale = min(WIDE / page.get_width(), TALL / page.get_height())
    image = page.render(scale=scale).to_pil().convert("RGB")
    image.save(folder / shows, "JPEG", quality=QUALITY, progressive=True, **label)
    said = " ".join(sheet.get_text_range().split())[:PAGE_WORDS]
    sheet.close()
    page.close()
    return Piece(kind="page", number=number, shows=shows, text=said)


def of_docx(source: Path, folder: Path) -> list[Piece]:
    """Read the body of a .docx, its pictures drawn anew where they stand."""
    word.insist_whole(source)
    with word.opened(source) as bundle:
        found = read(bundle)
        wanted = dict.fromkeys(piece.shows for piece in found if piece.shows)
        drawn = dict(_figures(bundle, list(wanted), folder, label_of(source, "docx")))
    return [
        replace(piece, shows=drawn.get(piece.shows, "")) if piece.kind == "picture" else piece
        for piece in found
    ]


def _figures(
    bundle: zipfile.ZipFile, names: list[str], folder: Path, label: dict[str, bytes]
) -> Iterator[tuple[str, str]]:
    """Draw the pictures that can be drawn; gives their names as renditions."""
    raw = folder / "raw"
    number = 0
    for name in names[:PICTURES]:
        if bundle.getinfo(name).file_size > LARGEST:
            continue
        with bundle.open(name) as part:
            raw.write_bytes(part.read(LARGEST))
        form = sniff(raw)
        image = _drawn(raw, form)
        if image is not None:
            number += 1
            shows = f"figure-{number}"
            own = label_of(raw, form) or label
            image.save(folder / shows, "JPEG", quality=QUALITY, progressive=True, **own)
            yield name, shows
    raw.unlink(missing_ok=True)


def _drawn(raw: Path, form: str) -> Image.Image | None:
    if form not in picture.PILLOW:
        return None
    try:
        image = of_picture(raw, form)
    except (Unreadable, *picture.BROKEN):
        return None
    image.thumbnail((WIDE, TALL))
    return image
