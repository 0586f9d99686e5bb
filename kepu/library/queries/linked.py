"""What machines read of an item (结构化数据): schema.org, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from mimetypes import guess_type
from typing import Any

from kepu.library.models import Shelf
from kepu.library.queries.sheets import Sheet

TYPES = {
    Shelf.VIDEO: "VideoObject",
    Shelf.AUDIO: "AudioObject",
    Shelf.PICTURE: "ImageObject",
    Shelf.POSTER: "ImageObject",
    Shelf.ARTICLE: "Article",
    Shelf.APP: "CreativeWork",
}


def linked(sheet: Sheet, site: str, absolute: Callable[[str], str]) -> dict[str, Any]:
    """Tell an item in the words of schema.org; ``absolute`` completes an address."""
    item, current = sheet.item, sheet.current
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES[Shelf(item.shelf)],
        "name": item.title,
        "url": absolute(item.get_absolute_url()),
        "identifier": item.number,
        "description": item.abstract or item.title,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "keywords": item.themes,
        "datePublished": item.released_at.isoformat(),
        "creator": {"@type": "Organization", "name": item.rights_holder or item.recommender},
        "copyrightNotice": item.licence,
        "license": absolute(f"{item.get_absolute_url()}#licence"),
        "acquireLicensePage": absolute(f"{item.get_absolute_url()}#licence"),
        "creditText": item.rights_holder or item.recommender,
        "publisher": {"@type": "Organization", "name": site},
        "contentLocation": {"@type": "Place", "name": item.place.name},
    }
    if current:
        told["contentUrl"] = absolute(f"{current.at}file/")
        told["contentSize"] = str(current.file.blob.size)
        told["encodingFormat"] = guess_type(current.file.name)[0] or "application/octet-stream"
        told["uploadDate"] = told["datePublished"]
        if current.large:
            told["thumbnailUrl"] = absolute(current.large)
    if item.year:
        told["copyrightYear"] = item.year
    if item.audience:
        told["audience"] = {"@type": "Audience", "audienceType": item.audience}
    return told
