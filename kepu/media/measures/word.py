"""Reads .docx files (Word 文档) part by part, with a parser that knows no entities."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from kepu.media.measures import LOCKED, Unreadable, counting, text
from kepu.media.measures.label import NAME
from kepu.rulebook.facts import DocumentFacts, Read

OLE = b"\xd0\xcf\x11\xe0"  # Word wraps a locked .docx into an old Office file
PARTS = 10_000
PART = 64 * 2**20
WHOLE = 2**30
CHUNK = 65_536
FAMILIES = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
BROKEN = (
    expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, RuntimeError,
)  # fmt: skip
PROPERTIES = "docProps/custom.xml"
NOTES = ("footnotes.xml", "endnotes.xml")


class Walks(Protocol):
    """Whatever is led through a part."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def end(self, tag: str) -> None: ...
    def text(self, piece: str) -> None: ...


class Walker:
    """Gathers the words, the field codes and the outside links of one part."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.codes: list[str] = []
        self.outside: list[str] = []
        self.main = ""
        self.skipped = 0
        self.into: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = local(tag)
        if self.skipped or name == "Fallback":
            self.skipped += 1
        elif name in {"t", "instrText"} and "wordprocessingml" in tag:
            self.into = self.words if name == "t" else self.codes
        elif name in {"tab", "br", "cr"}:
            self.words.append(" ")
        elif name == "Relationship":
            self._relation(attributes)

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
            return
        self.into = None
        if local(tag) == "p":
            self.words.append("\n")
            self.codes.append(" ")

    def text(self, piece: str) -> None:
        if self.into is not None and not self.skipped:
            self.into.append(piece)

    def _relation(self, attributes: dict[str, str]) -> None:
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        if kind.endswith("/officeDocument"):
            self.main = target.lstrip("/")
        if kind.endswith("/hyperlink") and target.startswith(("http:", "https:", "ftp:")):
            self.outside.append(target)


class Property:
    """Listens for one custom property."""

    def __init__(self, wanted: str) -> None:
        self.wanted, self.said = wanted, list[str]()
        self.listens = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "property":
            self.listens = attributes.get("name", "").upper() == self.wanted

    def end(self, tag: str) -> None:
        self.listens = self.listens and local(tag) != "property"

    def text(self, piece: str) -> None:
        if self.listens:
            self.said.append(piece)


def family(path: Path) -> str:
    """Say which kind of Office file a zip holds; "zip" if none."""
    try:
        with opened(path) as bundle:
            if "_rels/.rels" not in bundle.namelist():
                return "zip"
            return FAMILIES.get(main_of(bundle).partition("/")[0], "zip")
    except zipfile.BadZipFile:
        return "zip"


def probe(path: Path, bare: DocumentFacts) -> DocumentFacts:
    """Take the facts of a .docx: whole, and not locked; its pages are known only in print."""
    with path.open("rb") as file:
        if file.read(len(OLE)) == OLE:
            return replace(bare, encrypted=True, readable=False, trouble=LOCKED)
    insist_whole(path)
    with opened(path) as bundle:
        _insist_plain(bundle, main_of(bundle))
    return bare


def insist_whole(path: Path) -> None:
    """Refuse a bundle that is cut short or swells beyond reason when opened."""
    try:
        with opened(path) as bundle:
            swollen = sum(part.file_size for part in bundle.infolist())
            written = max(
                (part.file_size for part in bundle.infolist() if _is_text(part.filename)), default=0
            )
    except zipfile.BadZipFile as error:
        raise Unreadable("文件不完整或已损坏，无法解开") from error
    if swollen > WHOLE:
        raise Unreadable(f"解开后有 {swollen / 2**30:,.1f} GB，疑似压缩炸弹，平台不予打开")
    if written > PART:
        raise Unreadable(f"文字解开后有 {written >> 20:,} MB，疑似压缩炸弹，平台不予打开")


def read(path: Path, _: str = "docx") -> Read:
    """Count the characters of body, tables, text boxes and notes, and list the links."""
    insist_whole(path)
    with opened(path) as bundle:
        main = main_of(bundle)
        folder = main.rpartition("/")[0]
        names = [main, *(f"{folder}/{note}" for note in NOTES)]
        inside = [name for name in names if name in bundle.namelist()]
        rels = [f"{folder}/_rels/{name.rpartition('/')[2]}.rels" for name in inside]
        walked = [_walked(bundle, name) for name in inside]
        tied = [_walked(bundle, name) for name in rels if name in bundle.namelist()]
    words = "".join(word for part in walked for word in part.words)
    codes = "".join(code for part in walked for code in part.codes)
    outside = tuple(link for part in tied for link in part.outside)
    return text.reading(words, (*counting.links(codes), *outside))


def label(path: Path, _: str = "docx") -> str:
    """Give what the custom properties say of machines that made the document."""
    found = Property(NAME)
    with opened(path) as bundle:
        if PROPERTIES in bundle.namelist():
            walk(bundle, PROPERTIES, found)
    return "".join(found.said)


def opened(path: Path) -> zipfile.ZipFile:
    """Open the bundle, unless it has more parts than any document."""
    bundle = zipfile.ZipFile(path)
    if len(bundle.infolist()) > PARTS:
        bundle.close()
        raise Unreadable(f"里面有 {len(bundle.infolist()):,} 个部件，疑似压缩炸弹，平台不予打开")
    return bundle


def walk(bundle: zipfile.ZipFile, name: str, walker: Walks) -> None:
    """Lead a walker through one part, which may hold nothing but its own elements."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.text
    try:
        for chunk in _chunks(bundle, name):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except BROKEN as error:
        raise Unreadable("文档内容已损坏，无法读取") from error


def main_of(bundle: zipfile.ZipFile) -> str:
    """Name the part that holds the document itself."""
    return _walked(bundle, "_rels/.rels").main


def _walked(bundle: zipfile.ZipFile, name: str) -> Walker:
    walker = Walker()
    walk(bundle, name, walker)
    return walker


def _chunks(bundle: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    swollen = 0
    with bundle.open(name) as part:
        while chunk := part.read(CHUNK):
            swollen += len(chunk)
            if swollen > PART:
                raise Unreadable(f"{name} 解开后超过 {PART >> 20} MB，疑似压缩炸弹，平台不予打开")
            yield chunk


def _is_text(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _insist_plain(bundle: zipfile.ZipFile, name: str) -> None:
    """Refuse a document that begins with entities, before anybody opens it elsewhere."""
    try:
        with bundle.open(name) as part:
            if b"<!DOCTYPE" in part.read(CHUNK):
                _no_doctype()
    except BROKEN as error:
        raise Unreadable("文档内容已损坏，无法读取") from error


def _no_doctype(*_: object) -> None:
    raise Unreadable("文档里有 Word 不会写的实体声明（DOCTYPE），平台不予打开")


def local(tag: str) -> str:
    """Give the name of an element or attribute without its space."""
    return tag.rpartition(" ")[2]
