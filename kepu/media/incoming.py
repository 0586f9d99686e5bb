"""Receiving (接收): the front streams an upload to disk; Django says where, and remembers how far.

A PATCH is put to Django with an empty body. Django checks ticket and offset and answers
``X-Kepu-Receive: part;offset;limit``. Then the bytes go to the part file, synced every 16 MiB.
At most twice a second and at the end Django is told how far they are (``X-Kepu-Received``) and
commits the offset: on the way in one statement (``media.brief``), at the end as a request like any
other, whose answer is the answer to the sender. So a slow sender holds no thread, and what is
acknowledged is on disk.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from pathlib import Path
from secrets import compare_digest, token_urlsafe

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kepu.media import store
from kepu.media.part import BadChecksum, Full, Locked, OverLimit, Part, Wanted

ORDER, RECEIVED, BRIEFLY = "x-kepu-receive", "x-kepu-received", "x-kepu-briefly"
TOKEN = token_urlsafe(32)  # what Django is told it believes only from this very process
STALLED_AFTER = 60.0  # seconds without a byte
BATCH, PIECES = 4 << 20, 512  # bytes, or pieces, that are worth a trip to the disk
CHECK_EVERY = 10.0  # seconds until it is asked again whether the sender may still send
LINGER = 0.5  # seconds that bytes may wait for others to go with them
VERSION = "1.0.0"
HASHERS = ThreadPoolExecutor(os.cpu_count(), "hasher")
CARRIERS = ThreadPoolExecutor(4, "carrier")  # files on their way to a store elsewhere
LOCKED, TOO_LARGE, MISMATCH, NO_ROOM, AWAY, REFUSED = 423, 413, 460, 507, 503, 400


REFUSALS: dict[type[Exception], tuple[int, str]] = {
    Locked: (LOCKED, "这个文件正在从另一处上传，请稍后再试"),
    BadChecksum: (MISMATCH, "校验不一致，这一段没有收下，请重传"),
    Full: (NO_ROOM, "服务器存储空间已满，请稍后继续上传"),
    store.Away: (AWAY, store.Away.says),
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
        if not answer.order:
            await answer.give(send)
            return
        part = Part(self.parts, Wanted.of(answer.order, Headers(scope=scope)))
        try:
            answer = await self._take(part, scope, receive)
            await answer.give(send)
        except tuple(REFUSALS) as error:
            await refusal(error)(scope, receive, send)
        finally:
            await asyncio.to_thread(part.close)  # nobody waits while the disk frees what is gone

    async def ask(self, scope: Scope, **said: str) -> Answer:
        """Put the request to Django without its body, with what the front itself has to say."""
        names = {b"content-length", b"transfer-encoding", RECEIVED.encode(), BRIEFLY.encode()}
        headers = [pair for pair in scope["headers"] if pair[0].lower() not in names]
        headers += [(b"content-length", b"0")]
        headers += [(name.encode(), f"{TOKEN};{words}".encode()) for name, words in said.items()]
        answer = Answer()
        await self.django({**scope, "headers": headers}, nothing, answer.take)
        return answer

    async def _take(self, part: Part, scope: Scope, receive: Receive) -> Answer:
        """Hold the part for as long as bytes come; give what there is to answer."""
        part.open()
        try:
            answer = await self._stream(part, scope, receive)
        except BaseException as error:
            part.let_go(error)
            if isinstance(error, Stopped):
                return error.answer
            raise
        part.let_go(None)
        return answer

    async def _stream(self, part: Part, scope: Scope, receive: Receive) -> Answer:
        """Keep what came while more is coming; Django's last word is given."""
        keeping, syncing = Beside(), Beside()
        try:
            async with aclosing(batches(receive)) as coming:
                async for batch in coming:
                    await keeping.begin(asyncio.to_thread(keep, part, batch))
                    if part.is_due and syncing.is_over:
                        await syncing.begin(self._sync(part, scope))
        finally:
            await asyncio.wait([keeping.task, syncing.task])
        await keeping.task
        await syncing.task
        part.insist_intact()
        await asyncio.to_thread(part.end)
        in_thread = asyncio.get_running_loop().run_in_executor
        sha256 = await in_thread(CARRIERS, carried, part) if part.is_whole else ""
        return await self._tell(part, scope, sha256)

    async def _sync(self, part: Part, scope: Scope) -> None:
        """Sync what is written; tell Django of it, if it was not told just now."""
        await asyncio.to_thread(part.sync)
        if part.is_news:
            answer = await self._mention(part, scope)
            if answer.status >= REFUSED:
                raise Stopped(answer)

    async def _tell(self, part: Part, scope: Scope, sha256: str = "") -> Answer:
        """Tell Django in full how far it is; the last answer is the sender's."""
        part.told = part.checked = time.monotonic()
        return await self.ask(scope, **{RECEIVED: f"{part.synced};{sha256}"})

    async def _mention(self, part: Part, scope: Scope) -> Answer:
        """Tell it on the way: briefly, unless it is time to ask again whether they may send."""
        part.told = time.monotonic()
        if part.told - part.checked >= CHECK_EVERY:
            return await self._tell(part, scope)
        return await self.ask(scope, **{RECEIVED: f"{part.synced};", BRIEFLY: f"{part.synced}"})


class Stopped(Exception):
    """Django wants no more of this upload."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


class Beside:
    """Do one thing at a time beside what else goes on; what goes wrong is raised at the next."""

    def __init__(self) -> None:
        self.task: asyncio.Task[object] = asyncio.create_task(asyncio.sleep(0))

    @property
    def is_over(self) -> bool:
        return self.task.done()

    async def begin(self, deed: Coroutine[object, object, object]) -> None:
        """Begin a deed when the one before it is over."""
        try:
            await self.task
        except BaseException:
            deed.close()
            raise
        self.task = asyncio.create_task(deed)


def keep(part: Part, batch: list[bytes]) -> None:
    """Write a batch and hash it, side by side."""
    hashing = HASHERS.submit(part.digest, batch)
    try:
        part.write(batch)
    finally:
        hashing.result()


def carried(part: Part) -> str:
    """Bring a whole file to the store elsewhere, if there is one, before Django is told of it.

    Django looks whether it is there and finds it; so none of its threads waits for a network.
    """
    try:
        sha256 = part.sha256 or store.hash_of(part.path)
        store.carry(store.Taken(part.path, sha256, part.at))
    except FileNotFoundError:
        return ""  # given up this very moment; Django will say so
    return sha256


async def batches(receive: Receive) -> AsyncGenerator[list[bytes], None]:
    """Give what comes in batches that are worth a trip to the disk, or have waited enough."""
    hearing = Hearing(receive)
    try:
        while batch := await hearing.batch():
            yield batch
    finally:
        hearing.task.cancel()


class Hearing:
    """Hear what comes while the batch before is kept; a full batch is waited with until then."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.pieces: list[bytes] = []
        self.size = 0
        self.ready, self.taken = asyncio.Event(), asyncio.Event()
        self.task = asyncio.create_task(self._hear())

    async def batch(self) -> list[bytes]:
        """Wait for a batch; none: they are at the end, or silent for too long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(STALLED_AFTER):
                await self.ready.wait()
        batch, self.pieces, self.size = self.pieces, [], 0
        self.taken.set()
        if not self.task.done():
            self.ready.clear()
        elif not batch:
            self.task.result()  # what went wrong with it is raised
        return batch

    async def _hear(self) -> None:
        more, linger = True, asyncio.get_running_loop().call_later
        try:
            while more:
                piece, more = said(await self.receive())
                if not piece:
                    continue
                if not self.pieces:
                    waiting = linger(LINGER, self.ready.set)
                self.pieces.append(piece)
                self.size += len(piece)
                if self.size >= BATCH or len(self.pieces) >= PIECES:
                    waiting.cancel()
                    self.taken.clear()
                    self.ready.set()
                    await self.taken.wait()
        finally:
            self.ready.set()


def said(message: Message) -> tuple[bytes, bool]:
    """Read what came and whether more will; a sender who is gone has sent the last of it."""
    if message["type"] == "http.disconnect":
        return b"", False
    return message.get("body", b""), message.get("more_body", False)


def is_ours(token: str) -> bool:
    """Say whether a word is of the front of this very process, whatever signs are in it."""
    return compare_digest(token.encode(), TOKEN.encode())


async def nothing() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def refusal(error: Exception) -> PlainTextResponse:
    """Say why the bytes were not taken."""
    status, says = REFUSALS[type(error)]
    headers = {"Tus-Resumable": VERSION, "Connection": "close"}
    return PlainTextResponse(says, status, headers)
