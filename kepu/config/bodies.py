"""Bodies of requests (请求内容): taken in whole before a thread of Django is asked to read them.

A small one stays in memory. A large one goes to the disk by threads, so that a slow disk holds up
nobody but its sender.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, TypeVar

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope

MIB = 2**20
IN_MEMORY, PIECE = 1 * MIB, 256 * 1024
LARGEST = 1024 * MIB
STALLED_AFTER = 60.0  # seconds without a byte of the body
TIMEOUT, TOO_LARGE = 408, 413
TOO_MUCH = "文件太大，一次收不下。请返回上一页，用较新的浏览器重新添加，会自动分段上传"
BROKEN = "上传中断，请重试"
T = TypeVar("T")


class RefusedBody(Exception):
    """The body is larger than any form of ours, or does not arrive."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.answer = PlainTextResponse(says, status, {"Connection": "close"})


class Body:
    """What came of a body so far; the disk is waited for in a thread, memory is not."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.size = file, 0

    async def take(self, scope: Scope, receive: Receive) -> None:
        """Take it in to its end."""
        if int(Headers(scope=scope).get("content-length", "0")) > LARGEST:
            raise RefusedBody(TOO_LARGE, TOO_MUCH)
        more = True
        while more:
            try:
                async with asyncio.timeout(STALLED_AFTER):
                    message = await receive()
            except TimeoutError:
                raise RefusedBody(TIMEOUT, BROKEN) from None
            if message["type"] == "http.disconnect":
                raise RefusedBody(TIMEOUT, BROKEN)
            more = message.get("more_body", False)
            await self._add(message.get("body", b""))
        await self._done(self.file.seek, 0)

    async def _add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > LARGEST:
            raise RefusedBody(TOO_LARGE, TOO_MUCH)
        await self._done(self.file.write, piece)

    async def replay(self) -> Message:
        """Hand on a piece of a body that has arrived (a real coroutine, as a2wsgi wants)."""
        piece = await self._done(self.file.read, PIECE)
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    async def close(self) -> None:
        await self._done(self.file.close)

    async def _done(self, deed: Callable[..., T], *words: object) -> T:
        if self.size <= IN_MEMORY:
            return deed(*words)
        return await asyncio.to_thread(deed, *words)


@asynccontextmanager
async def new_body() -> AsyncIterator[Body]:
    """Lend a body to be filled; what it took of the disk is given back in the end."""
    body = Body(SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - closed in a thread if it is large
    try:
        yield body
    finally:
        await body.close()
