"""Lanes (并行收存): what comes in is written and hashed at once, by a thread each.

Between the event loop and a lane is a queue and nothing else, so a fast sender keeps both busy
without waiting for one another or for the loop. A lane holds a thread only while it has something
to do, and lets other senders go between; so slow senders hold none.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from threading import Lock

from kepu.media.part import Part

FULL, PIECES = 1 << 20, 512  # bytes, or pieces, that are worth a trip to the disk
LINGER = 0.5  # seconds that bytes may wait for others to go with them
AHEAD = 8 << 20  # bytes that may have come before they are written and hashed
A_TURN = 8  # batches, then another sender's lane may have the thread
WRITERS = ThreadPoolExecutor(2 * (os.cpu_count() or 1), "writer")
HASHERS = ThreadPoolExecutor(os.cpu_count(), "hasher")


class Lane:
    """Does one thing with each batch, in their order; what goes wrong ends it."""

    def __init__(
        self, pool: Executor, deed: Callable[[list[bytes]], None], tell: Callable[[], None]
    ) -> None:
        self.pool, self.deed, self.tell = pool, deed, tell
        self.batches: deque[list[bytes]] = deque()
        self.lock = Lock()
        self.is_busy = False
        self.done = 0  # bytes
        self.fault: BaseException | None = None

    def put(self, batch: list[bytes]) -> None:
        """Have a batch done when those before it are."""
        with self.lock:
            if self.fault:
                return
            self.batches.append(batch)
            if not self.is_busy:
                self.is_busy = True
                self.pool.submit(self._take_turn)

    def forget(self) -> None:
        """Leave what was not begun."""
        with self.lock:
            self.batches.clear()

    def _take_turn(self) -> None:
        for _ in range(A_TURN):
            with self.lock:
                self.is_busy = bool(self.batches)
                batch = self.batches.popleft() if self.batches else []
            if batch:
                self._do(batch)
            self.tell()
            if not batch:
                return
        self.pool.submit(self._take_turn)

    def _do(self, batch: list[bytes]) -> None:
        try:
            self.deed(batch)
            self.done += sum(map(len, batch))
        except BaseException as fault:  # noqa: BLE001 - raised where it is waited for
            self.fault = fault
            self.forget()


class Lanes:
    """Both lanes of a part, as the event loop sees them."""

    def __init__(self, part: Part) -> None:
        self.loop, self.moved = asyncio.get_running_loop(), asyncio.Event()
        self.is_waited_for = False
        self.both = [Lane(WRITERS, part.write, self._tell), Lane(HASHERS, part.digest, self._tell)]
        self.batch: list[bytes] = []
        self.size = self.given = 0  # bytes of this batch, and of those before it
        self.lingering: asyncio.TimerHandle | None = None

    async def take(self, piece: bytes) -> None:
        """Take what came; wait where too much of it is not done yet."""
        self.batch.append(piece)
        self.size += len(piece)
        if self.size < FULL and len(self.batch) < PIECES:
            self.lingering = self.lingering or self.loop.call_later(LINGER, self._give)
            return
        self._give()
        await self._until(lambda: self._fault or self._ahead <= AHEAD)
        self._insist()

    async def over(self) -> None:
        """Wait until all that came is done."""
        self._give()
        await self._until(lambda: self._is_idle)
        self._insist()

    async def rest(self) -> None:
        """Wait until nothing is done any more; what was not begun is left."""
        self.batch = []
        self._give()
        for lane in self.both:
            lane.forget()
        await self._until(lambda: self._is_idle)

    @property
    def _ahead(self) -> int:
        return self.given - min(lane.done for lane in self.both)

    @property
    def _is_idle(self) -> bool:
        return not any(lane.is_busy for lane in self.both)

    @property
    def _fault(self) -> BaseException | None:
        return self.both[0].fault or self.both[1].fault

    def _insist(self) -> None:
        if self._fault:
            raise self._fault

    def _give(self) -> None:
        if self.lingering:
            self.lingering.cancel()
            self.lingering = None
        if self.batch:
            for lane in self.both:
                lane.put(self.batch)
            self.batch, self.given, self.size = [], self.given + self.size, 0

    async def _until(self, is_so: Callable[[], object]) -> None:
        self.is_waited_for = True
        while not is_so():
            await self.moved.wait()
            self.moved.clear()
        self.is_waited_for = False

    def _tell(self) -> None:
        """Hear in a lane's thread that something is done; seldom does anybody wait for it."""
        if self.is_waited_for:
            self.loop.call_soon_threadsafe(self.moved.set)
