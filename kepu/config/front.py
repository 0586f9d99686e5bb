"""The front (入口): static files and big files by itself, every page from Django's threads.

Django never sends a file and never waits for a sender: it answers ``X-Accel-Redirect`` and the
front (or nginx) sends the bytes, and it is called when the whole body has arrived. So a thread is
held as long as a view computes and no longer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain, islice, takewhile
from pathlib import Path
from string import printable
from typing import Any
from urllib.parse import quote, unquote

import structlog
from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_asgi_with_proxy_headers
from starlette.datastructures import Headers
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kepu.config.bodies import RefusedBody, new_body
from kepu.config.crowd import Crowd
from kepu.config.static import Static, unless_known
from kepu.core.home import Home
from kepu.core.mortal import die_with_parent
from kepu.media import store
from kepu.media.incoming import Incoming
from kepu.media.packs import Pack

PROTECTED = "/protected/"
NOT_FOUND, AWAY = 404, 503
MISSING, LATER = "文件不在存储中，请联系管理员", "存储服务暂时连不上，请稍后再下载"
TROUBLE = {store.Away: (AWAY, LATER), store.Damaged: (NOT_FOUND, MISSING)}
# Not Django's to say of a file.
OURS = {b"x-accel-redirect", b"x-kepu-pack", b"content-length", b"accept-ranges"}


class Front:
    """Give each request to the part that answers it."""

    def __init__(self, django: ASGIApp, static: ASGIApp, blobs: Path, threads: int = 1) -> None:
        self.django, self.static, self.blobs = django, static, blobs
        self.incoming, self.crowd = Incoming(django, blobs), Crowd(django, threads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        scope = in_signs(scope)
        if scope["path"].startswith("/static/"):
            await self.static(scope, receive, send)
            return
        if scope["method"] == "PATCH" and scope["path"].startswith("/uploads/"):
            await self.incoming(scope, receive, send)
            return
        reply = Reply(send)
        if answer := await self.crowd.answer(scope):
            await answer.give(reply.take)
        else:
            async with new_body() as body:
                try:
                    await body.take(scope, receive)
                except RefusedBody as refused:
                    await refused.answer(scope, receive, send)
                    return
                await self.django(scope, body.replay, reply.take)
        if reply.file:
            await self.file(reply, Headers(scope=scope))(scope, receive, send)
        elif reply.packs:
            await self.pack(reply, scope, receive, send)

    def file(self, reply: Reply, asked: Headers) -> Response:
        """Answer with the file that Django named, under the headers that Django gave."""
        path = (self.blobs / unquote(reply.file.removeprefix(PROTECTED))).resolve()
        inside = reply.file.startswith(PROTECTED) and path.is_relative_to(self.blobs.resolve())
        if not inside or not path.is_file():
            structlog.get_logger("kepu").error("file_missing", file=reply.file)
            return PlainTextResponse(MISSING, NOT_FOUND)
        answer = FileResponse(path, stat_result=path.stat())
        theirs = [pair for pair in reply.headers if pair[0] not in OURS]
        named = {name for name, _ in theirs}
        ours = [pair for pair in answer.raw_headers if pair[0] not in named]
        answer.raw_headers[:] = ours + theirs  # in place: answer.headers looks at this very list
        return unless_known(answer, asked)

    async def pack(self, reply: Reply, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the files that Django listed, as one ZIP that is written as it is sent."""
        pack = Pack.of_json(reply.body)
        with closing(pack.pieces(store.lent)) as pieces:  # also where the reader goes away
            try:
                await asyncio.to_thread(insist_whole, pack)
                begun = () if scope["method"] == "HEAD" else await beginning(pack, pieces)
            except (store.Away, store.Damaged) as error:
                status, says = TROUBLE[type(error)]
                await PlainTextResponse(says, status)(scope, receive, send)
                return
            answer = StreamingResponse(begun)
            theirs = [pair for pair in reply.headers if pair[0] not in OURS]
            answer.raw_headers = [(b"content-length", str(pack.length).encode()), *theirs]
            await answer(scope, receive, send)


def in_signs(scope: Scope) -> Scope:
    """Write a query that was sent bare (``?q=雷电``) in percent signs, as a browser does."""
    asked: bytes = scope["query_string"]
    return scope if asked.isascii() else {**scope, "query_string": quote(asked, printable).encode()}


class Reply:
    """Django's answer on its way out; one that names files is held back."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.file, self.packs, self.body = "", False, b""
        self.headers: list[tuple[bytes, bytes]] = []

    async def take(self, message: Message) -> None:
        """Pass a message on, unless the file will be sent in its place."""
        if message["type"] == "http.response.start":
            self.headers = [(name.lower(), value) for name, value in message["headers"]]
            named = dict(self.headers)
            self.file = named.get(b"x-accel-redirect", b"").decode()
            self.packs = b"x-kepu-pack" in named
        elif self.packs:
            self.body += message.get("body", b"")
        if not (self.file or self.packs):
            await self.send(message)


def insist_whole(pack: Pack) -> None:
    """Find each of its files before anything is answered: what has begun cannot be taken back."""
    if lost := store.lost({one.sha256: one.size for one in pack.entries if one.sha256}):
        structlog.get_logger("kepu").error("file_missing", file=lost)
        raise store.Damaged(lost)


async def beginning(pack: Pack, pieces: Generator[bytes]) -> Iterator[bytes]:
    """Have its first file here before anything is answered: a store elsewhere may be away."""
    texts = takewhile(lambda entry: not entry.sha256, pack.entries)
    first = await asyncio.to_thread(list, islice(pieces, len(list(texts)) + 1))
    return chain(first, pieces)


def app() -> ASGIApp:
    """Put the front together for one web process; a proxy's word on the sender is taken."""
    die_with_parent()  # granian's processes would outlive it
    django: Any = get_wsgi_application()  # a2wsgi has types of its own
    pages: Any = WSGIMiddleware(django, workers=settings.KEPU.threads)
    static, blobs = Static(settings.STATIC_ROOT), Home.of_environment().blobs
    front = Front(pages, static, blobs, settings.KEPU.threads)
    trusted: ASGIApp = wrap_asgi_with_proxy_headers(front, settings.KEPU.proxies)
    return trusted
