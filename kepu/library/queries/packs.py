"""All of an item as one file (打包): its files in order, whose they are, how they may be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from django.template.loader import render_to_string
from django.utils import timezone

from kepu.library.models import Shelf
from kepu.library.queries.sheets import Held, Sheet, Take, small_name
from kepu.media.packs import Entry, Pack
from kepu.media.renders.pieces import Piece

SOURCE, LIGHT = "file", "light"
NOTE, WORDS, FIGURES = "署名与使用.txt", "正文.txt", "插图"
UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')  # Windows takes none
LONGEST = 80  # letters of a name; Windows counts those of the folders too
FOR_SERIES, FOR_ARTICLE = "按顺序编号，附署名与使用说明", "转载、排版、广播，附署名与使用说明"


def offers(sheet: Sheet) -> list[Take]:
    """List the packs of an item that are worth a press: of a series, of an article with figures."""
    at = f"{sheet.item.get_absolute_url()}all/"
    figures, several = sum(len(held.figures) for held in sheet.files), len(sheet.files) > 1
    if sheet.item.shelf == Shelf.ARTICLE:
        said = f"ZIP · 文档、正文、{figures} 幅插图" if figures else "ZIP · 文档、正文"
        article = _offer(sheet, SOURCE, "图文包", said, at)
        return [article] if figures or several else []
    said, lighter = f"ZIP · {len(sheet.files)} 个文件", any(held.small for held in sheet.files)
    small = [_offer(sheet, LIGHT, "整套标清", said, at)] if lighter else []
    return [*small, _offer(sheet, SOURCE, "整套源文件", said, at)] if several else []


def _offer(sheet: Sheet, what: str, name: str, said: str, at: str) -> Take:
    size = sum(entry.size for entry in _files(sheet, what))
    good = FOR_ARTICLE if sheet.item.shelf == Shelf.ARTICLE else FOR_SERIES
    return Take(name, said, size, good, f"{at}{what}/")


def pack_of(sheet: Sheet, what: str, address: str) -> Pack:
    """Put the files of an item into one, the small ones or the source files, with a note."""
    item, files = sheet.item, list(_files(sheet, what))
    told = {"item": item, "files": files, "address": address}
    note = Entry(name=NOTE, text=render_to_string("library/note.txt", told))
    read = [_words(held) for held in sheet.files if sheet.item.shelf == Shelf.ARTICLE]
    words = [Entry(name=WORDS, text=text) for text in ("\n\n".join(filter(None, read)),) if text]
    return Pack(timezone.localtime(item.released_at).replace(tzinfo=None), [note, *words, *files])


def _files(sheet: Sheet, what: str) -> Iterator[Entry]:
    several = len(sheet.files) > 1
    for order, held in enumerate(sheet.files, 1):
        small = held.small if what == LIGHT else None
        name = _fit(held.file.name)
        name = small_name(held.shelf, name) if small else name
        blob = small or held.file.blob
        number = f"{order:0{max(2, len(str(len(sheet.files))))}} " if several else ""
        yield Entry(name=number + name, sha256=blob.sha256, size=blob.size)
    figures = [blob for held in sheet.files for blob in held.figures]
    for order, blob in enumerate(figures, 1):
        yield Entry(name=f"{FIGURES}/{order:02}.jpg", sha256=blob.sha256, size=blob.size)


def _fit(name: str) -> str:
    """Give a name that every system takes, with its ending."""
    plain = PurePath(UNFIT.sub("_", name).strip(" ."))
    return f"{plain.stem[:LONGEST]}{plain.suffix}" if plain.name else "文件"


def _words(held: Held) -> str:
    """Write out the text of a document."""
    said = "\n\n".join(filter(None, (_said(one.piece) for one in held.pieces)))
    return f"{said}\n\n（后面还有，全文在文档里。）" if held.is_cut else said


def _said(piece: Piece) -> str:
    if piece.rows:
        return "\n".join(_row(row) for row in piece.rows)
    return "" if piece.kind == "picture" else piece.text


def _row(cells: Iterable[str]) -> str:
    return "\t".join(cell.replace("\n", " ") for cell in cells)
