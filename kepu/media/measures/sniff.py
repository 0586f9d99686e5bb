"""Tells the format (格式) of a file from its first bytes, never from its name; plain Python."""

import struct
from pathlib import Path
from typing import BinaryIO

HEAD = 4096
SECTOR = 512

_BEGINNINGS = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"8BPS", "psd"),
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"FLV\x01", "flv"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "wmv"),
    (b"\0\0\x01\xba", "mpg"),
    (b"ID3", "mp3"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"{\\rtf", "rtf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)
_RIFF = {b"WAVE": "wav", b"AVI ": "avi", b"WEBP": "webp"}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim"), "heic"),
    **dict.fromkeys((b"avif", b"avis"), "avif"),
    **dict.fromkeys((b"M4A ", b"M4B "), "m4a"),
    b"qt  ": "mov",
}
_OLD_MOVIE = {b"moov", b"mdat", b"wide", b"skip", b"pnot"}


def sniff(path: Path) -> str:
    """Name the format, "" where it is none that is known here."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        named = _by_start(head) or _movie(head) or _stream(head) or _document(head)
        return _office(file, head) if named == "ole" else named


def _by_start(head: bytes) -> str:
    for start, name in _BEGINNINGS:
        if head.startswith(start):
            return name
    if head[:4] in {b"RIFF", b"RF64"}:
        return _RIFF.get(head[8:12], "")
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm" if b"webm" in head[:64] else "mkv"
    return ""


def _movie(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        return "3gp" if brand.startswith(b"3g") else _BRANDS.get(brand, "mp4")
    return "mov" if head[4:8] in _OLD_MOVIE else ""


def _stream(head: bytes) -> str:
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        layer = head[1] & 0x06
        return "mp3" if layer == 0x02 else ("aac" if head[1] & 0xF6 == 0xF0 else "")
    if len(head) > 376 and head[0] == head[188] == head[376] == 0x47:
        return "ts"
    return "bmp" if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" else ""


def _document(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:256].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in head):
        return "svg"
    return ""


def _office(file: BinaryIO, head: bytes) -> str:
    """Look into the directory of an old Office file for the stream that names its kind."""
    if len(head) < SECTOR:
        return ""
    shift = min(struct.unpack_from("<H", head, 30)[0], 12)
    first = struct.unpack_from("<I", head, 48)[0]
    file.seek((first + 1) << shift)
    names = file.read(16 * SECTOR)
    for stream, name in (
        ("EncryptedPackage", "docx"),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
    ):
        if stream.encode("utf-16-le") in names:
            return name
    return ""
