"""A card (分享卡) to post or to pass on, as PNG: a title, whose it is, a code for phones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import IO

import segno
from PIL import Image, ImageDraw, ImageFont

from kepu.look.words import phrases

WIDTH, HEIGHT, MARGIN = 1080, 1440, 84
COVER = 608  # the picture above is 16:9
CODE = 300
TITLE, OWNER, SMALL = 68, 38, 32
LINES = 4  # of the title; half as many below a picture
FONT = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"
# The colours of the site's light theme: tokens.css has them for pages, a picture has no sheet.
INK, SOFT, PAPER, BRAND, LINE = "#14232b", "#5d6d76", "#ffffff", "#0d5c6b", "#dde5e5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says."""

    title: str
    owner: str
    about: str
    site: str
    url: str


def draw(card: Card, picture: IO[bytes] | None = None) -> bytes:
    """Draw a card, with the picture of what it is about above, where there is one."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    top = _cover(sheet, picture)
    for line in _lines(card.title, TITLE, LINES if picture is None else LINES // 2):
        pen.text((MARGIN, top), line, INK, _font(TITLE), stroke_width=1)
        top += TITLE * 7 // 5
    top += MARGIN // 4
    for said, colour in ((card.owner, INK), (card.about, SOFT)):
        pen.text((MARGIN, top), _lines(said, OWNER, 1)[0], colour, _font(OWNER))
        top += OWNER * 8 // 5
    _foot(sheet, pen, card)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _cover(sheet: Image.Image, picture: IO[bytes] | None) -> int:
    """Put the picture above, or a bar of the brand's colour; tell where the words begin."""
    if picture is None:
        ImageDraw.Draw(sheet).rectangle((0, 0, WIDTH, MARGIN // 2), BRAND)
        return MARGIN * 2
    with Image.open(picture) as image:
        shown = image.convert("RGB")
    scale = max(WIDTH / shown.width, COVER / shown.height)
    shown = shown.resize((round(shown.width * scale), round(shown.height * scale)))
    left = (shown.width - WIDTH) // 2
    sheet.paste(shown.crop((left, 0, left + WIDTH, COVER)), (0, 0))
    return COVER + MARGIN * 3 // 5


def _foot(sheet: Image.Image, pen: ImageDraw.ImageDraw, card: Card) -> None:
    top = HEIGHT - MARGIN - CODE
    pen.line((MARGIN, top - MARGIN // 2, WIDTH - MARGIN, top - MARGIN // 2), LINE, 2)
    code = segno.make(card.url, error="m", micro=False)
    drawn = BytesIO()
    code.save(drawn, kind="png", scale=CODE // code.symbol_size(border=2)[0], border=2)
    with Image.open(drawn) as square:
        sheet.paste(square.convert("RGB"), (WIDTH - MARGIN - square.width, top))
    pen.text((MARGIN, top + 24), "手机扫一扫，免费看、免费下载", INK, _font(OWNER))
    pen.text((MARGIN, top + 24 + OWNER * 2), "用于公益科普宣传，请注明出处", SOFT, _font(SMALL))
    pen.text((MARGIN, HEIGHT - MARGIN - SMALL - 24), card.site, BRAND, _font(OWNER))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(files(FONT[0]).joinpath(FONT[1])), size)


def _lines(text: str, size: int, most: int) -> list[str]:
    """Break a text between words into so many lines at most; what does not fit ends in dots."""
    font, width, lines = _font(size), WIDTH - 2 * MARGIN, [""]
    for word in phrases(text):
        for piece in [word] if font.getlength(word) <= width else list(word):
            if font.getlength(lines[-1] + piece) > width:
                lines.append("")
            lines[-1] += piece
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
