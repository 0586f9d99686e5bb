"""Probes pictures (图片) by their header, and looks for QR codes in a small grey copy."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from PIL import Image

from kepu.media.measures import VERSIONS, Unreadable, qr
from kepu.media.measures.label import NAME, WITHIN
from kepu.rulebook.facts import Facts, PictureFacts, Scan, Tier

PILLOW: dict[str, tuple[str, ...]] = {
    "jpg": ("JPEG",),
    "png": ("PNG",),
    "gif": ("GIF",),
    "bmp": ("BMP",),
    "tiff": ("TIFF",),
    "webp": ("WEBP",),
    "psd": ("PSD",),
    "avif": ("AVIF",),
}
ENDS = {"jpg": b"\xff\xd9", "png": b"IEND"}
TAIL = 65_536
AT_MOST = 200_000_000  # pixels; an honest A0 poster at 300 dpi has 139 million
SMALL = 2_400  # pixels of the long side in which a QR code is looked for
LEAST, MOST = 1, 100_000  # a density beyond these is a slip of the pen
ORIENTATION, ACROSS, DOWN, UNIT = 0x0112, 0x011A, 0x011B, 0x0128  # EXIF
NOTES, COMMENT = 0x8769, 0x9286  # where UserComment lies
MARK = NAME.encode()
INCH, CM = 1, 2  # units of JFIF
CM_NOTED = 3  # and of EXIF
QUARTER_TURNS = {5, 6, 7, 8}
BROKEN = (OSError, SyntaxError, ValueError, RuntimeError)

Image.MAX_IMAGE_PIXELS = None  # we count them ourselves, to say how many there are


def probe(path: Path, bare: PictureFacts) -> PictureFacts:
    """Take the facts that the header states."""
    with opened(path, bare.format) as image:
        width, height = image.size
        notes = _notes(image)
        if notes.get(ORIENTATION) in QUARTER_TURNS:
            width, height = height, width
        dpi, mode = _density(image, notes), image.mode
    _insist_whole(path, bare)
    return replace(bare, width=width, height=height, dpi=dpi, mode=mode)


def scan(path: Path, form: str) -> Scan:
    """Decode the picture, smaller where that is cheap, and look for QR codes."""
    with opened(path, form) as image:
        try:
            image.draft("L", (SMALL, SMALL))
            image.load()
        except BROKEN as error:
            raise Unreadable("图片不完整或已损坏，只能打开一部分") from error
        image.thumbnail((SMALL, SMALL))
        codes = qr.seen(image.convert("L"))
    return Scan(version=VERSIONS[Tier.SCAN], qr_codes=codes)


def label(path: Path, form: str) -> str:
    """Give what the picture says of machines that made it."""
    return " ".join(packet.decode("utf-8", "ignore") for packet in packets(path, form).values())


def packets(path: Path, form: str) -> dict[str, bytes]:
    """Find the packets of a picture that hold the label, by the names they are saved under."""
    with opened(path, form) as image:
        info = image.info
        packed = {"xmp": info.get("xmp"), "exif": _comment(image), "comment": info.get("comment")}
    if isinstance(said := info.get(NAME), str):
        packed["comment"] = f"{NAME}: {said}"
    raw = {name: _bytes(packet) for name, packet in packed.items() if packet}
    return {name: packet for name, packet in raw.items() if MARK in packet and len(packet) < WITHIN}


def opened(path: Path, form: str) -> Image.Image:
    """Open a picture by its header only, as what it is and nothing else."""
    try:
        image = Image.open(path, formats=PILLOW[form])
    except BROKEN as error:
        raise Unreadable("打不开：内容已损坏，或不是完整的图片") from error
    width, height = image.size
    if width * height > AT_MOST:
        image.close()
        raise Unreadable(f"图片有 {width:,}×{height:,} 像素，超过 2 亿像素，平台不予打开")
    return image


def _notes(image: Image.Image) -> dict[int, Any]:
    """Read the camera's notes (EXIF); asking a PNG without any would decode it all."""
    if image.format == "PNG" and "exif" not in image.info:
        return {}
    try:
        return dict(image.getexif())
    except Exception:  # noqa: BLE001 - notes that are garbage do not spoil the picture
        return {}


def _comment(image: Image.Image) -> bytes | None:
    if image.format == "PNG" and "exif" not in image.info:
        return None  # asking would decode it all
    said = image.getexif().get_ifd(NOTES).get(COMMENT)
    if not said or MARK not in _bytes(said):
        return None
    kept = Image.Exif()
    kept.get_ifd(NOTES)[COMMENT] = said
    return kept.tobytes()


def _bytes(packet: str | bytes) -> bytes:
    return packet.encode() if isinstance(packet, str) else packet


def _density(image: Image.Image, notes: dict[int, Any]) -> float | None:
    """Read the dots an inch; None where the file is silent, as many honest files are."""
    stated = image.info.get("dpi")
    if image.format in {"JPEG", "MPO"} and image.info.get("jfif_unit") not in {INCH, CM}:
        stated = _noted(notes)  # where nobody says, Pillow would say 72
    try:
        across, down = (float(dots) for dots in stated or (0, 0))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return min(across, down) if LEAST < min(across, down) <= max(across, down) < MOST else None


def _noted(notes: dict[int, Any]) -> tuple[Any, Any]:
    across = notes.get(ACROSS, 0)
    down = notes.get(DOWN, across)
    return (across * 2.54, down * 2.54) if notes.get(UNIT) == CM_NOTED else (across, down)


def _insist_whole(path: Path, bare: Facts) -> None:
    end = ENDS.get(bare.format)
    if not end:
        return
    with path.open("rb") as file:
        file.seek(max(0, bare.size - TAIL))
        if end not in file.read(TAIL):
            raise Unreadable("图片不完整：缺少结尾，多半是没有传完")
