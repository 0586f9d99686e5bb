"""Finds QR codes (二维码) in a grey picture."""

import zxingcpp
from PIL import Image

from kepu.rulebook.facts import QrCode

LONGEST = 500
QR = zxingcpp.barcode_formats_from_str("QRCode")


def seen(grey: Image.Image, *, at: float | None = None) -> tuple[QrCode, ...]:
    """List what the QR codes in the picture say, each once."""
    found = zxingcpp.read_barcodes(grey, formats=QR)
    says = dict.fromkeys(code.text[:LONGEST] for code in found)
    return tuple(QrCode(says=text, at=at) for text in says)
