"""Formats (格式) by the names that people give them."""

SAME = {
    "jpeg": "jpg",
    "jpe": "jpg",
    "m4v": "mp4",
    "qt": "mov",
    "tif": "tiff",
    "mpeg": "mpg",
    "wps": "doc",
}
NAMES = {"doc": "DOC（Word）", "docx": "DOCX（Word）", "txt": "纯文本", "": "未知格式"}


def same(form: str) -> str:
    """Give the one name of a format that has several."""
    return SAME.get(form.lower(), form.lower())


def name(form: str) -> str:
    """Show a format to people."""
    return NAMES.get(form, form.upper())
