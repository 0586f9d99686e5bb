"""The real front over a small program in Django's place, for granian to serve (``--factory``)."""

import os
from datetime import datetime
from pathlib import Path

from a2wsgi import WSGIMiddleware

from kepu.config.front import Front
from kepu.config.static import Static
from kepu.media.packs import Entry, Pack

AT = datetime(2022, 6, 1, 18, 30)  # noqa: DTZ001 - a ZIP knows no zones


def pages(environ, start_response):
    """Answer like a view: a page, an echo of the body, or the name of a file."""
    path = environ["PATH_INFO"]
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Set-Cookie", "a=1")]
    if path.startswith("/send/"):
        headers += [
            ("X-Accel-Redirect", "/protected/" + path.removeprefix("/send/")),
            ("Content-Disposition", "attachment; filename*=UTF-8''%E5%9B%BE.jpg"),
            ("Content-Security-Policy", "sandbox; default-src 'none'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Length", "0"),
        ]
        start_response("200 OK", headers)
        return [b""]
    if path.startswith("/pack/"):
        pack = Pack(AT, [Entry(name="说明.txt", text="谢谢"), *map(_entry, path.split("/")[2:])])
        start_response("200 OK", [*headers, ("X-Kepu-Pack", "zip")])
        return [pack.to_json().encode()]
    start_response("200 OK", headers)
    if path == "/asked":
        return [environ["QUERY_STRING"].encode()]
    return [environ["wsgi.input"].read() if environ["REQUEST_METHOD"] == "POST" else b"page"]


def _entry(told):
    sha256, size = told.split("-")
    return Entry(name=f"{sha256[:8]}.jpg", sha256=sha256, size=int(size))


def app():
    """Build the front as a web process does, with one thread, so that one stall shows at once."""
    root = Path(os.environ["KEPU_HOME"])
    return Front(WSGIMiddleware(pages, workers=1), Static(root / "static"), root / "blobs")
