"""Static files (静态文件): a table of what ``kepu prepare`` laid out, read once at start."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
ENCODINGS = {"br": ".br", "gzip": ".gz"}  # the smallest first
NOT_MODIFIED, NOT_FOUND, WRONG_METHOD = 304, 404, 405


@dataclass(slots=True)
class Entry:
    """One static file and the ways it is packed."""

    path: Path
    media_type: str
    cache: str
    packed: dict[str, Path] = field(default_factory=dict)


class Static:
    """Serve the files of one folder; what is not in the table does not exist."""

    def __init__(self, root: Path) -> None:
        self.table = dict(entries(root))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.answer(scope)(scope, receive, send)

    def answer(self, scope: Scope) -> Response:
        """Choose the file, and the packing that the browser takes."""
        asked = Headers(scope=scope)
        if scope["method"] not in {"GET", "HEAD"}:
            return PlainTextResponse("", WRONG_METHOD, {"Allow": "GET, HEAD"})
        entry = self.table.get(scope["path"].removeprefix("/static/"))
        if entry is None:
            return PlainTextResponse("没有这个文件", NOT_FOUND)
        headers = {"Cache-Control": entry.cache, "X-Content-Type-Options": "nosniff"}
        path = entry.path
        if entry.packed:
            headers["Vary"] = "Accept-Encoding"
            taken = asked.get("accept-encoding", "")
            if encoding := next((each for each in entry.packed if each in taken), None):
                path = entry.packed[encoding]
                headers["Content-Encoding"] = encoding
        return unless_known(file_answer(path, headers, entry.media_type), asked)


def file_answer(path: Path, headers: dict[str, str], media_type: str) -> FileResponse:
    """Answer with a file that is there; its size and date make the ETag."""
    return FileResponse(path, headers=headers, media_type=media_type, stat_result=path.stat())


def unless_known(answer: FileResponse, asked: Headers) -> Response:
    """Say 304 to a browser that holds this very version."""
    known = [tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")]
    if answer.headers["etag"] not in known:
        return answer
    kept = {"cache-control", "etag", "expires", "last-modified", "vary", "content-location"}
    return Response(
        status_code=NOT_MODIFIED,
        headers={name: value for name, value in answer.headers.items() if name in kept},
    )


def entries(root: Path) -> list[tuple[str, Entry]]:
    """List the files below ``root``; those the manifest names by hash never change."""
    manifest = root / "staticfiles.json"
    hashed = set(json.loads(manifest.read_text())["paths"].values()) if manifest.exists() else set()
    files = {str(path.relative_to(root)): path for path in root.rglob("*") if path.is_file()}
    packings = tuple(ENCODINGS.values())
    return [
        (
            name,
            Entry(
                path,
                guess_type(name)[0] or "application/octet-stream",
                FOR_EVER if name in hashed else ASK_AGAIN,
                {
                    encoding: files[name + ending]
                    for encoding, ending in ENCODINGS.items()
                    if name + ending in files
                },
            ),
        )
        for name, path in files.items()
        if not name.endswith(packings)
    ]
