"""Sending bytes (发送): the one way out, under headers that keep strangers' files from running."""

from __future__ import annotations

import re

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header

from kepu.media import store
from kepu.media.models import Blob
from kepu.media.packs import Pack
from kepu.media.queries import facts_of

# Shown in a page only if the bytes are of these kinds; anything else is handed over to keep, and
# what a browser might run (HTML, SVG) does not even say what it is.
SHOWN = frozenset(
    {
        "image/jpeg", "image/png", "image/gif", "image/webp", "image/avif",
        "video/mp4", "video/webm",
        "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/flac",
    }
)  # fmt: skip
KEPT = SHOWN | {
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/plain",
}
UNKNOWN = "application/octet-stream"
FOREVER = "max-age=31536000, immutable"
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/\\]|[\u202a-\u202e\u2066-\u2069]")


def send(
    blob: Blob, name: str, *, inline: bool = False, cache: str = "private, no-cache"
) -> HttpResponse:
    """Answer with a blob, as the last step of a gated view; the front sends the bytes.

    ``inline`` is a wish: only what the facts say is a picture, film or sound is shown in the page.
    """
    facts = facts_of(blob)
    mime = facts.mime if facts and facts.readable and facts.mime in KEPT else UNKNOWN
    shown = inline and mime in SHOWN
    named = disposition(name, inline=shown)
    if elsewhere := store.link(blob.sha256, mime=mime, disposition=named):
        return HttpResponseRedirect(elsewhere, headers={"Cache-Control": "private, no-store"})
    response = HttpResponse(content_type=mime)
    response["X-Accel-Redirect"] = f"/protected/{blob.sha256[:2]}/{blob.sha256[2:4]}/{blob.sha256}"
    response["Content-Disposition"] = named
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["ETag"] = f'"{blob.sha256}"'
    response["Cache-Control"] = cache
    return response


def send_pack(pack: Pack, name: str) -> HttpResponse:
    """Answer with many files as one ZIP (打包), as the last step of a gated view.

    The answer lists what the front has to read, write and send.
    """
    response = HttpResponse(pack.to_json(), content_type="application/zip")
    response["X-Kepu-Pack"] = "zip"
    response["X-Accel-Buffering"] = "no"  # a proxy in front hands it on as it comes
    response["Content-Disposition"] = disposition(name, inline=False)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def disposition(name: str, *, inline: bool) -> str:
    """Name a file for keeping, in UTF-8 (RFC 6266), without what would break a header or a path."""
    plain = NOT_IN_NAMES.sub("_", name).strip() or "file"
    return content_disposition_header(not inline, plain) or ""
