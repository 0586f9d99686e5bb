"""A large body waits for the disk in a thread: nobody else waits with it."""

import asyncio
import os
import threading

from kepu.config.bodies import IN_MEMORY, Body, new_body

TURNS = 20  # of others, while the disk takes nothing


def heard(*pieces):
    """Give pieces one after the other, as the server does."""
    left = list(pieces)

    async def receive():
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    return receive


async def taking_turns(deed, enough):
    """Do a deed; say when others have had their turns meanwhile, and how many they had."""
    doing, turns = asyncio.ensure_future(deed), 0
    while not doing.done():
        await asyncio.sleep(0.005)
        turns += 1
        if turns == TURNS:
            enough.set()
    await doing
    return turns


def test_a_disk_that_takes_nothing_holds_up_nobody_else():
    out, into = os.pipe()  # takes 64 kB, and no more until somebody reads
    enough = threading.Event()

    def drain():
        enough.wait(60)
        while os.read(out, 1 << 20):
            pass
        os.close(out)

    async def run():
        body = Body(os.fdopen(into, "wb", buffering=0))
        body.file.seek = lambda _: None  # a pipe has no beginning
        taken = body.take({"type": "http", "headers": []}, heard(bytes(IN_MEMORY + 1)))
        turns = await taking_turns(taken, enough)
        await body.close()
        return turns

    reading = threading.Thread(target=drain)
    reading.start()
    turns = asyncio.run(run())
    reading.join()

    assert turns >= TURNS


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
