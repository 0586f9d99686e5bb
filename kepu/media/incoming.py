"""Receiving (接收): the front streams an upload to disk; Django says where, and remembers how far.

A PATCH is put to Django with an empty body. Django checks ticket and offset and answers
``X-Kepu-Receive: part;offset;limit``. Then the bytes go to the part file; after each fdatasync
Django is told (``X-Kepu-Received``) and commits the offset, and the last of its answers is the
answer to the sender. So a slow sender holds no thread, and what is acknowledged is on disk.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kepu.media.part import BadChecksum, Full, Locked, OverLimit, Part, Wanted

ORDER, RECEIVED = "x-kepu-receive", "x-kepu-received"
TOKEN = token_urlsafe(32)  # what Django is told it believes only from this very process
STALLED_AFTER = 60.0  # seconds without a byte
BATCH, WAITING = 1 << 20, 4  # bytes that are worth a trip to the disk; batches that may wait
VERSION = "1.0.0"
LOCKED, TOO_LARGE, MISMATCH, NO_ROOM, REFUSED = 423, 413, 460, 507, 400


REFUSALS: dict[type[Exception], tuple[int, str]] = {
    Locked: (LOCKED, "这个文件正在从另一处上传，请稍后再试"),
    BadChecksum: (MISMATCH, "校验不一致，这一段没有收下，请重传"),
    Full: (NO_ROOM, "服务器存储空间已满，请稍后继续上传"),
    OverLimit: (TOO_LARGE, "收到的字节比说好的多，没有收下"),
}


class Answer:
    """An answer of Django, kept until it is known whether the sender gets it."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    async def take(self, message: Message) -> None:
        self.messages.append(message)

    @property
    def status(self) -> int:
        status: int = self.messages[0]["status"]
        return status

    @property
    def order(self) -> str:
        """What the front is asked to receive, if it is."""
        headers = {name.lower(): value for name, value in self.messages[0]["headers"]}
        found: bytes = headers.get(ORDER.encode(), b"")
        return found.decode()

    async def give(self, send: Send) -> None:
        for message in self.messages:
            await send(message)


class Incoming:
    """Take the PATCH requests of resumable uploads."""

    def __init__(self, django: ASGIApp, blobs: Path) -> None:
        self.django, self.parts = django, blobs / "parts"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await self.ask(scope)
        if answer.order:
            try:
                part = Part(self.parts, Wanted.of(answer.order, Headers(scope=scope)))
                with part:
                    answer = await self._stream(part, scope, receive)
            except Stopped as stopped:
                answer = stopped.answer
            except tuple(REFUSALS) as error:
                await refusal(error)(scope, receive, send)
                return
        await answer.give(send)

    async def ask(self, scope: Scope, received: str = "") -> Answer:
        """Put the request to Django without its body, with what was received so far."""
        body = {b"content-length", b"transfer-encoding", RECEIVED.encode()}
        headers = [pair for pair in scope["headers"] if pair[0].lower() not in body]
        headers += [(b"content-length", b"0")]
        if received:
            headers += [(RECEIVED.encode(), f"{TOKEN};{received}".encode())]
        answer = Answer()
        await self.django({**scope, "headers": headers}, nothing, answer.take)
        return answer

    async def _stream(self, part: Part, scope: Scope, receive: Receive) -> Answer:
        """Hash and write what comes while more is coming; Django's last word is given."""
        hashing = Behind(lambda batch: asyncio.to_thread(part.digest, batch))
        writing = Behind(lambda batch: self._write(part, scope, batch))
        waiting, more = bytearray(), True
        try:
            while more:
                piece, more = await next_piece(receive)
                waiting += piece
                if waiting and (len(waiting) >= BATCH or not more):
                    batch = bytes(waiting)
                    waiting.clear()
                    await hashing.take(batch)
                    await writing.take(batch)
        finally:
            await hashing.end()
            await writing.end()
        part.insist_intact()
        return await self._commit(part, scope, part.sha256)

    async def _write(self, part: Part, scope: Scope, batch: bytes) -> None:
        """Write a batch; sync and tell Django from time to time, but not before a checksum."""
        await asyncio.to_thread(part.write, batch)
        if part.is_due and not part.wanted.checksum:
            answer = await self._commit(part, scope)
            if answer.status >= REFUSED:
                raise Stopped(answer)

    async def _commit(self, part: Part, scope: Scope, sha256: str = "") -> Answer:
        await asyncio.to_thread(part.sync)
        return await self.ask(scope, f"{part.at};{sha256}")


class Stopped(Exception):
    """Django wants no more of this upload."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Behind:
    """Do one thing with each batch in order, while the next ones come; a few may wait."""

    def __init__(self, deed: Callable[[bytes], Awaitable[None]]) -> None:
        self.batches: asyncio.Queue[bytes] = asyncio.Queue(WAITING)
        self.work = asyncio.create_task(self._run(deed))

    async def _run(self, deed: Callable[[bytes], Awaitable[None]]) -> None:
        while batch := await self.batches.get():
            await deed(batch)

    async def take(self, batch: bytes) -> None:
        """Queue a batch; what went wrong with an earlier one is raised here."""
        put = asyncio.create_task(self.batches.put(batch))
        await asyncio.wait({put, self.work}, return_when=asyncio.FIRST_COMPLETED)
        if self.work.done():
            put.cancel()
            await self.work

    async def end(self) -> None:
        """Wait until everything is done."""
        if not self.work.done():
            await self.take(b"")
        await self.work


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


async def next_piece(receive: Receive) -> tuple[bytes, bool]:
    """Wait for bytes; a sender who is gone or silent has sent the last of them."""
    try:
        async with asyncio.timeout(STALLED_AFTER):
            message: Any = await receive()
    except TimeoutError:
        return b"", False
    if message["type"] == "http.disconnect":
        return b"", False
    return message.get("body", b""), message.get("more_body", False)


def refusal(error: Exception) -> PlainTextResponse:
    """Say why the bytes were not taken."""
    status, says = REFUSALS[type(error)]
    headers = {"Tus-Resumable": VERSION, "Connection": "close"}
    return PlainTextResponse(says, status, headers)
