"""A part file takes whatever pieces come, in whole blocks past the page cache where it can."""

import hashlib
import os
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from kepu.media import part as parts
from kepu.media.part import OverLimit, Part, Wanted
from kepu.media.tray import SIZE, straightened, trays

MIB = 1 << 20


@pytest.fixture(params=["disk", "memory"])
def folder(request, tmp_path):
    """Give a folder on a disk, and one where there may be no way past the page cache."""
    if request.param == "disk":
        yield tmp_path
        return
    with TemporaryDirectory(dir="/dev/shm") as place:
        yield Path(place)


@pytest.fixture
def opened(folder):
    """Open the part of an upload at an offset; it is closed in the end."""
    held = []

    def run(offset, limit):
        held.append(Part(folder, Wanted("part", offset, limit)))
        held[-1].open()
        return held[-1]

    yield run
    for part in held:
        part.close()


def cut(content, sizes):
    """Cut bytes in pieces, of these sizes in turn."""
    at, pieces = 0, []
    while at < len(content):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(content[at : at + size])
        at += size
    return pieces


@pytest.mark.parametrize("begins", [0, 1, 4096, 100_001])
@pytest.mark.parametrize("sizes", [[MIB], [65_431, MIB], [3], [700_000], [MIB - 1, MIB + 1, 5]])
def test_pieces_of_any_size_are_written_as_they_came(opened, begins, sizes):
    whole = Random(begins).randbytes(begins + (4 * MIB if sizes != [3] else 3000))  # noqa: S311 - any bytes
    first = opened(0, len(whole))
    first.write([whole[:begins]])
    first.digest([whole[:begins]])
    first.end()
    first.let_go(None)
    part = opened(begins, len(whole))
    pieces = cut(whole[begins:], sizes)

    for batch in (pieces[:3], pieces[3:4], pieces[4:]):
        part.write(batch)
        part.digest(batch)
    part.end()

    assert part.path.read_bytes() == whole
    assert (part.at, part.synced, part.is_whole) == (len(whole), len(whole), True)
    assert part.sha256 == hashlib.sha256(whole).hexdigest()


def test_a_large_batch_takes_no_room_in_the_page_cache(tmp_path):
    part = Part(tmp_path, Wanted("part", 0, 4 * MIB))
    part.open()
    if straightened(part.file) == part.file:
        pytest.skip("this file system knows only the way through the cache")

    part.write([os.urandom(2 * MIB)])

    with pytest.raises(BlockingIOError):
        os.preadv(part.file, [bytearray(4096)], MIB, os.RWF_NOWAIT)
    part.close()


def test_what_fills_no_block_waits_and_is_not_called_synced(opened):
    part = opened(0, 4 * MIB)

    part.write([bytes(MIB), b"123"])
    part.sync()
    before = part.synced
    part.end()

    assert (before, part.synced) == (MIB, MIB + 3)


def test_too_much_is_refused_with_what_waited(opened):
    part = opened(0, MIB + 4)
    part.write([bytes(MIB), b"123"])

    with pytest.raises(OverLimit):
        part.write([b"45"])


def test_a_disk_of_larger_blocks_is_written_the_usual_way(opened, monkeypatch):
    content, part = os.urandom(MIB + 3), opened(0, MIB + 3)
    monkeypatch.setattr(parts, "BLOCK", 1)  # so what is no block for the disk passes for one

    part.write([content])

    assert (part.path.read_bytes(), part.odd) == (content, b"")


def test_trays_end_where_blocks_do():
    sizes = [len(laid) for laid in trays([bytes(SIZE), bytes(SIZE)], at=1000)]

    assert sizes == [SIZE - 1000, SIZE, 1000]
