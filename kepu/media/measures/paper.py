"""Documents (文档): the pages and the lock of a PDF, the text of PDF, .docx and .doc."""

import ctypes
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from legacy_doc import ExtractionOptions, LegacyDocError, extract_text
from pypdfium2 import raw

from kepu.media.measures import LOCKED, VERSIONS, Unreadable, text
from kepu.media.measures.label import NAME
from kepu.rulebook.facts import DocumentFacts, Read, Tier

PAGES = 5_000
LONGEST = 2_048
DOC = 256 * 2**20
UNREAD = "机器读不出这份 Word 97 文档的文字，由审核人员查看"


def probe_pdf(path: Path, bare: DocumentFacts) -> DocumentFacts:
    """Count the pages of a PDF, or say that it is locked."""
    try:
        with pypdfium2.PdfDocument(path) as document:
            return replace(bare, pages=len(document))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error):
            return replace(bare, encrypted=True, readable=False, trouble=LOCKED)
        raise Unreadable("打不开：内容已损坏，或不是完整的 PDF") from error


def read_pdf(path: Path, _: str = "pdf") -> Read:
    """Count the characters of a PDF and list the links, drawn or written."""
    words: list[str] = []
    outside: dict[str, None] = {}
    with pypdfium2.PdfDocument(path) as document:
        if len(document) > PAGES:
            raise Unreadable(f"有 {len(document):,} 页，超过 {PAGES:,} 页，平台不予读取")
        for number in range(len(document)):
            said, drawn = _page(document, number)
            words.append(said)
            outside |= dict.fromkeys(drawn)
    return text.reading("\n".join(words), tuple(outside))


def _page(document: Any, number: int) -> tuple[str, list[str]]:
    """Read the words and the drawn links of one page."""
    try:
        page = document[number]
        sheet = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"第 {number + 1} 页打不开，内容已损坏") from error
    said, drawn = sheet.get_text_range(), _drawn(document, page)
    sheet.close()
    page.close()
    return said, drawn


def label(path: Path, _: str = "pdf") -> str:
    """Give what the document says of machines that made it."""
    with pypdfium2.PdfDocument(path) as document:
        return str(document.get_metadata_value(NAME))


def probe_doc(path: Path, bare: DocumentFacts) -> DocumentFacts:  # noqa: ARG001
    """Take the facts of a Word 97 file: none without reading its text."""
    return bare


def read_doc(path: Path, _: str = "doc") -> Read:
    """Count the characters of a Word 97 file and list its links."""
    limits = ExtractionOptions(max_file_bytes=DOC, max_text_bytes=DOC, max_chain_sectors=DOC >> 9)
    try:
        return text.reading(extract_text(path.read_bytes(), options=limits).text)
    except LegacyDocError as error:
        if "Encrypted" in str(error):
            raise Unreadable(LOCKED) from error
        if "no text" in str(error):
            return text.reading("")
        return Read(version=VERSIONS[Tier.READ], trouble=UNREAD)  # it may well open in Word


def _drawn(document: Any, page: Any) -> list[str]:
    """List the addresses behind the link areas of a page."""
    found: list[str] = []
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, at, link):
        action = raw.FPDFLink_GetAction(link)
        if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
            address = ctypes.create_string_buffer(LONGEST)
            raw.FPDFAction_GetURIPath(document, action, address, LONGEST)
            found.append(address.value.decode("utf-8", "replace"))
    return [uri for uri in found if uri.startswith(("http:", "https:", "ftp:"))]
