"""Small PDF and Word 97 files written by hand: pages, text, links, a password."""

import hashlib
import struct
from pathlib import Path

from kepu.cli.demo.drawn.papers import FONT

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
ID = bytes(range(16))


def pdf(
    path: Path,
    text: str = "科普",
    *,
    pages: int = 1,
    link: str = "",
    password: str = "",
    info: str = "",
) -> Path:
    """Write a PDF of so many pages, the text on each; with a password it is locked with RC4."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    parts = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
        3: FONT,
    }
    action = f"/A<</S/URI/URI({link})>>" if ":" in link else "/Dest[4 0 R/Fit]"
    area = f"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]{action}>>]"
    for number in range(pages):
        page = 4 + 2 * number
        parts[page] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {page + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>>>{area if link else ''}>>"
        ).encode()
        drawn = f"BT /F1 12 Tf 50 800 Td <{text.encode('utf-16-be').hex()}> Tj ET".encode()
        parts[page + 1] = b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn)
    more = _lock(password) if password else b""
    if info:
        parts[4 + 2 * pages] = f"<<{info}>>".encode()
        more += b"/Info %d 0 R" % (4 + 2 * pages)
    path.write_bytes(_written(parts, more))
    return path


def _written(parts: dict[int, bytes], lock: bytes) -> bytes:
    raw, starts = bytearray(b"%PDF-1.4\n"), []
    for number, part in sorted(parts.items()):
        starts.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    mark = ID.hex().encode()
    raw += b"trailer\n<</Size %d/Root 1 0 R/ID[<%s><%s>]" % (len(parts) + 1, mark, mark)
    return bytes(raw) + lock + b">>\nstartxref\n%d\n%%%%EOF\n" % end


def _lock(password: str) -> bytes:
    """Write the lock (revision 2): a reader without the password is turned away at the door."""
    given = (password.encode() + PAD)[:32]
    owner = _rc4(hashlib.md5(given, usedforsecurity=False).digest()[:5], given)
    rights = (-4).to_bytes(4, "little", signed=True)
    key = hashlib.md5(given + owner + rights + ID, usedforsecurity=False).digest()[:5]
    user = _rc4(key, PAD)
    hexed = (owner.hex().encode(), user.hex().encode())
    return b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % hexed


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for place in range(256):
        at = (at + box[place] + key[place % len(key)]) % 256
        box[place], box[at] = box[at], box[place]
    out, first, second = bytearray(), 0, 0
    for byte in data:
        first = (first + 1) % 256
        second = (second + box[first]) % 256
        box[first], box[second] = box[second], box[first]
        out.append(byte ^ box[(box[first] + box[second]) % 256])
    return bytes(out)


def doc(path: Path, text: str, *, locked: bool = False, streams: int = 4096) -> Path:
    """Write a Word 97 file: an OLE file of two streams, the text in one piece of UTF-16."""
    body = text.encode("utf-16-le")
    head = bytearray(struct.pack("<HH", 0xA5EC, 0xC1).ljust(1024, b"\0"))
    struct.pack_into("<H", head, 0x0A, 0x0100 if locked else 0)
    struct.pack_into("<II", head, 0x18, 1024, 1024 + len(body))
    piece = struct.pack("<IIHIH", 0, len(text), 0, 1024, 0)
    table = b"\x02" + struct.pack("<I", len(piece)) + piece
    parts = [_sectors(bytes(head) + body, streams), _sectors(table, streams)]
    counts = [len(part) // 512 for part in parts]
    starts = [2, 2 + counts[0]]
    chain = [0xFFFFFFFD, 0xFFFFFFFE]
    for start, count in zip(starts, counts, strict=True):
        chain += [*range(start + 1, start + count), 0xFFFFFFFE]
    names = [("Root Entry", 5, 0xFFFFFFFE, 0), ("WordDocument", 2, starts[0], len(parts[0]))]
    names.append(("0Table", 2, starts[1], len(parts[1])))
    folder = b"".join(_entry(*name) for name in names).ljust(512, b"\0")
    first = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    first += struct.pack("<HHHHH6xIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096)
    first += struct.pack("<IIII", 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    first += struct.pack("<I", 0) + b"\xff" * 108 * 4
    fat = b"".join(struct.pack("<I", sector) for sector in chain).ljust(512, b"\xff")
    path.write_bytes(first + fat + folder + b"".join(parts))
    return path


def _sectors(stream: bytes, least: int) -> bytes:
    size = max(least, len(stream))
    return stream.ljust(size + -size % 512, b"\0")


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    title = name.encode("utf-16-le")
    head = title.ljust(64, b"\0") + struct.pack("<HBB", len(title) + 2, kind, 1)
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
    return head + links + bytes(36) + struct.pack("<IQ", start, size)
