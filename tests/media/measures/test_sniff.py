"""The format of a file from its first bytes (格式)."""

import struct

import pytest

from kepu.media.measures.sniff import sniff
from make import files, hostile, papers

REAL = {
    "a.mp4": (files.film, "mp4"),
    "a.mov": (files.film, "mov"),
    "a.mkv": (files.film, "mkv"),
    "a.avi": (files.film, "avi"),
    "a.flv": (files.film, "flv"),
    "a.wav": (files.tone, "wav"),
    "a.mp3": (files.tone, "mp3"),
    "a.m4a": (files.tone, "m4a"),
    "a.jpg": (files.picture, "jpg"),
    "a.pdf": (papers.pdf, "pdf"),
    "a.docx": (hostile.xml_bomb, "zip"),
}


@pytest.mark.parametrize("name", REAL)
def test_what_real_encoders_write_is_known(name, tmp_path):
    build, form = REAL[name]

    assert sniff(build(tmp_path / name)) == form


@pytest.mark.parametrize("kind", ["PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF"])
def test_pictures_of_many_kinds_are_known(kind, tmp_path):
    assert sniff(files.picture(tmp_path / "a.jpg", kind=kind)) == kind.lower()


HEADS = {
    b"\0\0\0\x18ftypheic": "heic",
    b"\0\0\0\x18ftyp3gp5": "3gp",
    b"\0\0\0\x18ftypisom": "mp4",
    b"\0\0\0\x08wide": "mov",
    b"RF64\0\0\0\0WAVE": "wav",
    b"RIFF\0\0\0\0ACON": "",
    b"\x1a\x45\xdf\xa3....webm": "webm",
    b"\xff\xfb\x90\x64": "mp3",
    b"\xff\xf1\x50\x80": "aac",
    b"\xff\xe7\x50\x80": "",
    b"fLaC": "flac",
    b"OggS": "ogg",
    b"8BPS": "psd",
    b"BM\x9a\0\0\0\0\0\0\0": "bmp",
    "BM是两个字母".encode(): "",
    b"Rar!\x1a\x07": "rar",
    b"\xef\xbb\xbf<!DOCTYPE HTML>": "html",
    b"<svg xmlns=": "svg",
    b"<?xml version='1.0'?><svg>": "svg",
    b"<?xml version='1.0'?><rss>": "",
    b"junk before %PDF-1.7": "pdf",
    (b"\x47" + b"\0" * 187) * 3: "ts",
    b"": "",
    "科普".encode(): "",
}


@pytest.mark.parametrize("head", HEADS)
def test_heads(head, tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(head)

    assert sniff(path) == HEADS[head]


@pytest.mark.parametrize(
    ("stream", "form"),
    [
        ("WordDocument", "doc"),
        ("EncryptedPackage", "docx"),
        ("Workbook", "xls"),
        ("PowerPoint Document", "ppt"),
        ("Other", ""),
    ],
)
def test_old_office_files_are_told_apart_by_their_streams(stream, form, tmp_path):
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0"))
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    (tmp_path / "a.doc").write_bytes(bytes(head) + stream.encode("utf-16-le").ljust(512, b"\0"))

    assert sniff(tmp_path / "a.doc") == form


def test_an_old_office_file_cut_short_is_nothing(tmp_path):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

    assert sniff(tmp_path / "a.doc") == ""
