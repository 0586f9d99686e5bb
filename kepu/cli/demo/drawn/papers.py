"""Articles (文章): real Word files, and PDF pages that are set like print and can be searched."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

from kepu.cli.demo.drawn.letters import PLAIN, font, wrapped
from kepu.cli.demo.drawn.scenes import draw

PAGE = (1240, 1754)  # A4 at 150 dpi
MARGIN, BODY, STEP = 140, 34, 60
POINTS = (595, 842)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
    b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor<</Type/FontDescriptor"
    b"/FontName/STSong-Light/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800"
    b"/Descent -200/CapHeight 700/StemV 80>>>>]>>"
)
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns='
    '"http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
JPEG_TOO = TYPES.replace(
    "<Default", '<Default Extension="jpg" ContentType="image/jpeg"/><Default', 1
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
PICTURE = "word/media/image1.jpg"
TIES = RELS.replace('officeDocument" Target', 'image" Target').replace(
    "word/document.xml", "media/image1.jpg"
)
WIDE, EMU = 1000, 5280  # of a picture in a Word file: pixels, and a pixel in Word's measure
INLINE = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline xmlns:wp="{dml}/wordprocessingDrawing">'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="1" name="插图" descr="插图"/><a:graphic xmlns:a="{dml}/main">'
    '<a:graphicData uri="{dml}/picture"><pic:pic xmlns:pic="{dml}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="插图"/>'
    '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{ties}" r:embed="rId1"/><a:stretch><a:fillRect/>'
    '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
DML = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What an article says; a paragraph that begins with “# ” is a heading."""

    title: str
    paragraphs: tuple[str, ...]
    by: str = ""
    scene: str = ""
    seed: int = 1


def docx(article: Article) -> bytes:
    """Write a Word file, its scene below the title."""
    body = _para(article.title, bold=True, size=44, middle=True) + _para(
        article.by, size=24, middle=True
    )
    picture = BytesIO()
    if article.scene:
        scene = draw(article.scene, WIDE, article.seed)
        scene.save(picture, "JPEG", quality=80)
        wide, high = (side * EMU for side in scene.size)
        body += INLINE.format(dml=DML, ties=OFFICE, wide=wide, high=high)
    for text in article.paragraphs:
        head = text.startswith("# ")
        body += _para(text.removeprefix("# "), bold=head, size=32 if head else 28, indent=not head)
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, part in (
            ("[Content_Types].xml", JPEG_TOO if article.scene else TYPES),
            ("_rels/.rels", RELS),
            ("word/document.xml", document),
        ):
            bundle.writestr(name, part)
        if article.scene:
            bundle.writestr("word/_rels/document.xml.rels", TIES)
            bundle.writestr(PICTURE, picture.getvalue())
    return file.getvalue()


def _para(
    text: str, *, size: int, bold: bool = False, middle: bool = False, indent: bool = False
) -> str:
    how = '<w:jc w:val="center"/>' if middle else ""
    how = (
        '<w:spacing w:line="420" w:lineRule="auto"/>'
        + ('<w:ind w:firstLineChars="200"/>' if indent else "")
        + how
    )
    face = '<w:rFonts w:eastAsia="宋体"/>' + ("<w:b/>" if bold else "") + f'<w:sz w:val="{size}"/>'
    return (
        f"<w:p><w:pPr>{how}</w:pPr><w:r><w:rPr>{face}</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>"
    )


def pdf(article: Article) -> bytes:
    """Set an article in pages; each is a picture with its words, unseen, behind it."""
    pages = _pages(article)
    kids = " ".join(f"{4 + 3 * number} 0 R" for number in range(len(pages)))
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        FONT,
    ]
    for number, (page, lines) in enumerate(pages):
        at = 4 + 3 * number
        parts.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {POINTS[0]} {POINTS[1]}]/Contents {at + 1} 0 R/Resources"
            f"<</Font<</F1 3 0 R>>/XObject<</P {at + 2} 0 R>>>>>>".encode()
        )
        words = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T* " for line in lines)
        drawn = f"q {POINTS[0]} 0 0 {POINTS[1]} 0 0 cm /P Do Q BT 3 Tr /F1 16 Tf 29 TL 67 700 Td {words}ET"
        parts.append(_stream("", drawn.encode()))
        file = BytesIO()
        page.save(file, "JPEG", quality=72)
        how = f"/Type/XObject/Subtype/Image/Width {PAGE[0]}/Height {PAGE[1]}/ColorSpace/DeviceRGB"
        parts.append(_stream(how + "/BitsPerComponent 8/Filter/DCTDecode", file.getvalue()))
    return _written(parts)


def _pages(article: Article) -> list[tuple[Image.Image, list[str]]]:
    """Lay out the lines on as many pages as they need, the scene on top of the first."""
    page, y = _sheet(), MARGIN
    if article.scene:
        wide = PAGE[0]
        page.paste(draw(article.scene, wide, article.seed).crop((0, 0, wide, 560)), (0, 0))
        y = 640
    size = min(72, (PAGE[0] - 2 * MARGIN) // len(article.title))
    pen = ImageDraw.Draw(page)
    pen.text((MARGIN, y), article.title, "#14232b", font(size))
    pen.text((MARGIN, y + size + 34), article.by, "#5b6b74", font(26, PLAIN))
    laid, lines, y = [], [article.title, article.by], y + size + 120
    for text in article.paragraphs:
        head = text.startswith("# ")
        shown = text.removeprefix("# ") if head else "　　" + text
        face = font(BODY + 4) if head else font(BODY, PLAIN)
        y += 24 if head else 0
        for line in wrapped(shown, BODY, PAGE[0] - 2 * MARGIN):
            if y > PAGE[1] - MARGIN - STEP:
                laid.append((page, lines))
                page, lines, y = _sheet(), [], MARGIN
                pen = ImageDraw.Draw(page)
            pen.text((MARGIN, y), line, "#0d5c6b" if head else "#26363f", face)
            lines.append(line.strip())
            y += STEP
        y += 14
    return [*laid, (page, lines)]


def _sheet() -> Image.Image:
    return Image.new("RGB", PAGE, "#fffefb")


def _stream(how: str, data: bytes) -> bytes:
    return f"<<{how}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _written(parts: list[bytes]) -> bytes:
    raw, starts = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, 1):
        starts.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = len(raw)
    raw += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return bytes(raw) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1,
        end,
    )
