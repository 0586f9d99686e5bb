"""Files made to harm: bombs in pictures, zips and XML (恶意文件)."""

import struct
import zipfile
import zlib
from html import escape
from pathlib import Path

from make.papers import pdf

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
GIF = b"GIF89a/*" + struct.pack("<HBBB", 1, 0, 0, 0) + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"


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


def strangers(folder: Path, script: str, picture: bytes) -> list[Path]:
    """Write what strangers try: pages, pictures and papers that are also a page or a script."""
    page = f"<!doctype html><html><body onload='{script}'><script>{script}</script></body></html>"
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" onload="{script}"><script>{script}</script></svg>'
    )
    noted = page.encode()
    made = {
        "页.html": noted,
        "图.svg": drawn.encode(),
        "稿.txt": f"{script}//{page}".encode(),
        "页.jpg": b"\xff\xd8\xff\xfe" + struct.pack(">H", len(noted) + 2) + noted + picture[2:],
        "脚本.gif": GIF + f"*/=0;{script}//{page}".encode(),
        "页.pdf": noted + pdf(folder / "whole.pdf", script).read_bytes(),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [*(folder / name for name in made), with_macro(folder / "宏.docx", script)]


def with_macro(path: Path, script: str) -> Path:
    """Write a .docx with a macro, a page in its words, and a picture from outside."""
    docx(path, HEAD + escape(f"<script>{script}</script>") + TAIL)
    outside = RELS.replace("officeDocument/2006/relationships/officeDocument", "x/image").replace(
        'Target="word/document.xml"', 'Target="http://127.0.0.1/spy.png" TargetMode="External"'
    )
    with zipfile.ZipFile(path, "a") as bundle:
        bundle.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen() End Sub")
        bundle.writestr("word/_rels/document.xml.rels", outside)
    return path
