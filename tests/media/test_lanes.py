"""What comes in is written and hashed beside each other, in order; what goes wrong is raised."""

import asyncio
import hashlib
import os

import pytest

from kepu.media import lanes as module
from kepu.media.lanes import A_TURN, AHEAD, FULL, Lanes
from kepu.media.part import OverLimit, Part, Wanted


@pytest.fixture
def opened(tmp_path):
    """Open a part of a length; it is closed in the end."""
    held = []

    def run(limit):
        held.append(Part(tmp_path, Wanted("part", 0, limit)))
        held[-1].open()
        return held[-1]

    yield run
    for part in held:
        part.close()


def test_more_than_a_turn_of_batches_is_written_and_hashed_as_it_came(opened):
    content = os.urandom(2 * A_TURN * FULL + 17)
    part = opened(len(content))

    async def send():
        lanes = Lanes(part)
        for at in range(0, len(content), 300_000):
            await lanes.take(content[at : at + 300_000])
            assert lanes._ahead <= AHEAD
        await lanes.over()
        await lanes.rest()

    asyncio.run(send())
    part.end()

    assert part.sha256 == hashlib.sha256(content).hexdigest()
    assert part.path.read_bytes() == content


def test_a_little_does_not_wait_for_more_for_ever(opened, monkeypatch):
    monkeypatch.setattr(module, "LINGER", 0)
    part = opened(10)

    async def send():
        lanes = Lanes(part)
        await lanes.take(b"12345")
        async with asyncio.timeout(30):
            await lanes._until(lambda: part.at == 5)

    asyncio.run(send())


def test_what_goes_wrong_in_a_lane_is_raised_and_both_rest(opened):
    part = opened(2 * FULL)

    async def send():
        lanes = Lanes(part)
        with pytest.raises(OverLimit):
            await overfill(lanes)
        await lanes.rest()
        return lanes

    lanes = asyncio.run(send())

    assert not any(lane.is_busy or lane.batches for lane in lanes.both)
    assert part.at == 2 * FULL


async def overfill(lanes):
    for _ in range(4 + AHEAD // FULL):
        await lanes.take(bytes(FULL))
