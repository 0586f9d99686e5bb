"""The real front over a small program in Django's place, for granian to serve (``--factory``)."""

import os
from pathlib import Path

from a2wsgi import WSGIMiddleware

from kepu.config.front import Front
from kepu.config.static import Static


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
    start_response("200 OK", headers)
    return [environ["wsgi.input"].read() if environ["REQUEST_METHOD"] == "POST" else b"page"]


def app():
    """Build the front as a web process does, with one thread, so that one stall shows at once."""
    root = Path(os.environ["FRONT_ROOT"])
    return Front(WSGIMiddleware(pages, workers=1), Static(root / "static"), root / "blobs")
