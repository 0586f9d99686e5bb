"""The text of a .docx as pieces (正文): headings, words, lists, tables, where pictures stand."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field

from kepu.media.measures import Unreadable, word
from kepu.media.renders.pieces import TABLE, Piece, gathered

BODY_LEVEL = 9  # the outline level that is none
TEXT = ("wordprocessingml", "officeDocument/2006/math", "officeDocument/math")


class Styles:
    """Learns from styles.xml which styles are headings, of which level, and which are items."""

    def __init__(self) -> None:
        self.levels: dict[str, int] = {}
        self.items: set[str] = set()
        self.style = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        said = {word.local(name): value for name, value in attributes.items()}
        match word.local(tag):
            case "style":
                self.style = said.get("styleId", "")
            case "name" if said.get("val", "").lower() == "title":
                self.levels[self.style] = 1
            case "name" if said.get("val", "").lower().startswith("heading "):
                self.levels[self.style] = _number(said["val"][8:], 1)
            case "numPr":
                self.items.add(self.style)
            case "outlineLvl" if self.style:
                self.levels.setdefault(self.style, _level(said.get("val", "")))

    def end(self, tag: str) -> None:
        """Nothing follows from an end."""

    def text(self, piece: str) -> None:
        """Nothing is said here."""


class Ties:
    """Learns from the relations of the document which picture is meant by which id."""

    def __init__(self) -> None:
        self.pictures: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        inside = attributes.get("TargetMode") != "External"
        if word.local(tag) == "Relationship" and attributes.get("Type", "").endswith("/image"):
            self.pictures[attributes.get("Id", "")] = attributes.get("Target", "") if inside else ""

    def end(self, tag: str) -> None:
        """Nothing follows from an end."""

    def text(self, piece: str) -> None:
        """Nothing is said here."""


@dataclass
class Paragraph:
    """A paragraph that is being read."""

    words: list[str] = field(default_factory=list)
    level: int = 0
    is_item: bool = False
    pictures: list[tuple[str, str]] = field(default_factory=list)


class Reader:
    """Reads the body; text boxes stand inside paragraphs, paragraphs inside cells."""

    def __init__(self, styles: Styles, ties: Ties) -> None:
        self.styles, self.ties = styles, ties
        self.pieces: list[Piece] = []
        self.open: list[Paragraph] = []
        self.tables: list[list[list[str]]] = []
        self.skipped = 0
        self.listens = False
        self.about = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = word.local(tag)
        if self.skipped or name == "Fallback":
            self.skipped += 1
            return
        said = {word.local(key): value for key, value in attributes.items()}
        match name:
            case "p" if "wordprocessingml" in tag:
                self.open.append(Paragraph())
            case "t":
                self.listens = any(space in tag for space in TEXT)
            case "tbl":
                self.tables.append([])
            case "tr" if self.tables:
                self.tables[-1].append([])
            case "tc" if self.tables and self.tables[-1]:
                self.tables[-1][-1].append("")
            case _ if self.open:
                self._into(self.open[-1], name, said)

    def _into(self, here: Paragraph, name: str, said: dict[str, str]) -> None:
        match name:
            case "pStyle":
                here.level = here.level or self.styles.levels.get(said.get("val", ""), 0)
                here.is_item = said.get("val", "") in self.styles.items
            case "outlineLvl":
                here.level = _level(said.get("val", ""))
            case "numPr":
                here.is_item = True
            case "tab":
                here.words.append(" ")
            case "br" | "cr":
                here.words.append("\n")
            case "docPr":
                self.about = said.get("descr", "")
            case "blip" | "imagedata":
                target = self.ties.pictures.get(said.get("embed") or said.get("id") or "", "")
                here.pictures.append((target, self.about))
                self.about = ""

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        match word.local(tag):
            case "t":
                self.listens = False
            case "p" if self.open and "wordprocessingml" in tag:
                self._closed(self.open.pop())
            case "tbl" if self.tables:
                self._table(self.tables.pop())

    def text(self, piece: str) -> None:
        if self.listens and not self.skipped and self.open:
            self.open[-1].words.append(piece)

    def _closed(self, done: Paragraph) -> None:
        words = "".join(done.words).strip()
        in_cell = bool(self.tables and self.tables[-1] and self.tables[-1][-1])
        if words and in_cell:
            row = self.tables[-1][-1]
            row[-1] = f"{row[-1]}\n{words}".strip()
        elif words and done.level:
            self.pieces.append(Piece(kind="heading", text=words, level=done.level))
        elif words and done.is_item:
            self.pieces.append(Piece(kind="list", rows=((words,),)))
        elif words:
            self.pieces.append(Piece(kind="words", text=words))
        self.pieces += [
            Piece(kind="picture", shows=target, text=about) for target, about in done.pictures
        ]

    def _table(self, rows: list[list[str]]) -> None:
        """End a table: one inside another becomes words of its cell, one of a column a frame."""
        said = [row for row in rows if any(row)]
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            row = self.tables[-1][-1]
            row[-1] = "\n".join([row[-1], *(" ".join(cells) for cells in said)]).strip()
        elif max(map(len, said), default=0) <= 1 or sum(map(len, said)) > TABLE:
            self.pieces += [Piece(kind="words", text=" ".join(row)) for row in said]
        else:
            self.pieces.append(Piece(kind="table", rows=tuple(tuple(row) for row in said)))


def read(bundle: zipfile.ZipFile) -> list[Piece]:
    """Read a document; a picture's ``shows`` is the name of its part in the bundle."""
    names = set(bundle.namelist())
    main = word.main_of(bundle)
    if main not in names:
        raise Unreadable("文档内容已损坏，无法读取")
    folder, _, file = main.rpartition("/")
    styles, ties = Styles(), Ties()
    for name, walker in ((f"{folder}/styles.xml", styles), (f"{folder}/_rels/{file}.rels", ties)):
        if name in names:
            word.walk(bundle, name, walker)
    reader = Reader(styles, ties)
    word.walk(bundle, main, reader)
    places = {target: _place(folder, target) for target in ties.pictures.values()}
    return gathered([_placed(piece, places, names) for piece in reader.pieces])


def _placed(piece: Piece, places: dict[str, str], names: set[str]) -> Piece:
    if piece.kind != "picture":
        return piece
    place = places.get(piece.shows, "")
    return Piece(kind="picture", text=piece.text, shows=place if place in names else "")


def _place(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/") if target else ""


def _level(said: str) -> int:
    level = _number(said, BODY_LEVEL)
    return level + 1 if level < BODY_LEVEL else 0


def _number(said: str, otherwise: int) -> int:
    return int(said) if said.strip().isdecimal() and len(said) < 3 else otherwise  # noqa: PLR2004
