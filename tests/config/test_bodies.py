"""A large body waits for the disk in a thread: nobody else waits with it."""

import asyncio
import os
import threading
import time

from kepu.config.bodies import IN_MEMORY, Body, new_body

FULL = 0.4  # seconds that the disk takes nothing


def heard(*pieces):
    """Give pieces one after the other, as the server does."""
    left = list(pieces)

    async def receive():
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    return receive


async def longest_wait(deed):
    """Do a deed; give the longest time for which all others had to wait meanwhile."""
    doing, longest = asyncio.ensure_future(deed), 0.0
    while not doing.done():
        began = time.monotonic()
        await asyncio.sleep(0.005)
        longest = max(longest, time.monotonic() - began)
    await doing
    return longest


def test_a_disk_that_takes_nothing_holds_up_nobody_else():
    out, into = os.pipe()  # takes 64 kB, and no more until somebody reads

    def drain():
        time.sleep(FULL)
        while os.read(out, 1 << 20):
            pass
        os.close(out)

    async def run():
        body = Body(os.fdopen(into, "wb", buffering=0))
        body.file.seek = lambda _: None  # a pipe has no beginning
        taken = body.take({"type": "http", "headers": []}, heard(bytes(IN_MEMORY + 1)))
        waited = await longest_wait(taken)
        await body.close()
        return waited

    reading = threading.Thread(target=drain)
    reading.start()
    waited = asyncio.run(run())
    reading.join()

    assert waited < FULL / 2


def test_what_came_is_handed_on_in_its_order():
    pieces = [os.urandom(700_000) for _ in range(3)]

    async def run():
        async with new_body() as body:
            await body.take({"type": "http", "headers": []}, heard(*pieces))
            said = b""
            while piece := (await body.replay())["body"]:
                said += piece
        return said, body.file.closed

    assert asyncio.run(run()) == (b"".join(pieces), True)
