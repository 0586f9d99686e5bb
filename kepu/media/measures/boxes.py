"""Reads the boxes of an MP4 or MOV (文件盒): is it whole, and is the picture turned."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kepu.media.measures import Unreadable

AT_MOST = 10_000
MATRIX = 40  # where the matrix lies in a tkhd of version 0; 12 bytes further in version 1


class Box(NamedTuple):
    """One box: its name, where its content starts and where it ends."""

    name: bytes
    start: int
    end: int


def insist_whole(path: Path, size: int) -> None:
    """Refuse a film whose index is missing or whose last bytes never arrived."""
    with path.open("rb") as file:
        top = list(_boxes(file, 0, size))
    if not any(box.name == b"moov" for box in top):
        raise Unreadable("文件不完整：缺少索引（moov），多半是没有传完或导出中断")
    if (short := max(box.end for box in top) - size) > 0:
        raise Unreadable(f"文件不完整：末尾少了 {short:,} 字节，多半是没有传完")


def turned(path: Path, size: int) -> bool:
    """Say whether the first picture track is shown turned by a quarter."""
    with path.open("rb") as file:
        for track in _inside(file, Box(b"", 0, size), b"moov", b"trak"):
            for header in _inside(file, track, b"tkhd"):
                a, b, width = _matrix(file, header)
                if width:
                    return a == 0 and b != 0
    return False


def _inside(file: BinaryIO, box: Box, *way: bytes) -> Iterator[Box]:
    if not way:
        yield box
        return
    for child in _boxes(file, box.start, box.end):
        if child.name == way[0]:
            yield from _inside(file, child, *way[1:])


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    for _ in range(AT_MOST):
        file.seek(start)
        head = file.read(16)
        if start + 8 > end or len(head) < 8:
            return
        length, name = struct.unpack_from(">I4s", head)
        skip = 8
        if length == 1 and len(head) == 16:
            length, skip = struct.unpack_from(">Q", head, 8)[0], 16
        stop = start + length if length else end
        if stop < start + skip:
            return
        yield Box(name, start + skip, stop)
        start = stop


def _matrix(file: BinaryIO, header: Box) -> tuple[int, int, int]:
    file.seek(header.start)
    body = file.read(96)
    at = MATRIX + (12 if body[:1] == b"\x01" else 0)
    if len(body) < at + 44:
        return 0, 0, 0
    a, b = struct.unpack_from(">ii", body, at)
    return a, b, struct.unpack_from(">I", body, at + 36)[0]
