"""Many files as one (打包): a ZIP that is written while it is sent, and as long as was said before.

Nothing is compressed, for films and pictures are already. Names are UTF-8. Each file is read twice,
first for its checksum: so a header says all of its file, and programs on phones that read a ZIP
from its beginning open it too. What is sent is the same each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from struct import pack as bits
from typing import Self
from zlib import crc32

PIECE = 1 << 18
OLD, BIG = 20, 45  # the version of the format that is needed to read it: with BIG also large files
UTF8, UNIX, A_FILE = 0x0800, 3, 0o100644 << 16
SHORT, LONG = 0xFFFF, 0xFFFFFFFF  # these say: too large for this field, look for a larger one
MOST, EPOCH = LONG, 1980
Lend = Callable[[str], AbstractContextManager[Path]]


class NotWhole(Exception):
    """A file has not the length it should have; what was sent of the pack is worth nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a pack: a blob, or a short text that is written here."""

    name: str
    sha256: str = ""
    size: int = 0
    text: str = ""

    @property
    def said(self) -> bytes:
        """Give the text as every editor on Windows reads it."""
        return self.text.replace("\n", "\r\n").encode("utf-8-sig")

    @property
    def length(self) -> int:
        return self.size if self.sha256 else len(self.said)


@dataclass(frozen=True, slots=True)
class Pack:
    """Some files under one name (压缩包), all dated alike, in their order."""

    at: datetime
    entries: Sequence[Entry]

    def to_json(self) -> str:
        """Write down for the front what is to be sent."""
        told = {"at": self.at.isoformat(), "entries": [asdict(entry) for entry in self.entries]}
        return json.dumps(told, ensure_ascii=False)

    @classmethod
    def of_json(cls, told: str | bytes) -> Self:
        """Read what Django wrote down."""
        said = json.loads(told)
        entries = [Entry(**entry) for entry in said["entries"]]
        return cls(datetime.fromisoformat(said["at"]), entries)

    @property
    def length(self) -> int:
        """Say how many bytes the whole will have."""
        offset = index = 0
        for entry in self.entries:
            index += len(_line(entry, 0, self.at, offset))
            offset += len(_head(entry, 0, self.at)) + entry.length
        return offset + index + len(_end(len(self.entries), index, offset))

    def pieces(self, lend: Lend) -> Generator[bytes]:
        """Write the pack; ``lend`` gives the file of a blob for as long as it is read."""
        offset, index = 0, b""
        for entry in self.entries:
            if entry.sha256:
                with lend(entry.sha256) as path:
                    check = _check_of(path, entry.size)
                    yield _head(entry, check, self.at)
                    yield from _read(path)
            else:
                check = crc32(entry.said)
                yield _head(entry, check, self.at) + entry.said
            index += _line(entry, check, self.at, offset)
            offset += len(_head(entry, check, self.at)) + entry.length
        yield index + _end(len(self.entries), len(index), offset)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _check_of(path: Path, size: int) -> int:
    check = length = 0
    for piece in _read(path):
        check, length = crc32(piece, check), length + len(piece)
    if length != size:
        raise NotWhole(path.name)
    return check


def _head(entry: Entry, check: int, at: datetime) -> bytes:
    """Write what stands before a file."""
    name, sizes = entry.name.encode(), [entry.length] * 2
    extra = _large(sizes if entry.length >= MOST else [])
    needs, told = BIG if extra else OLD, [LONG] * 2 if extra else sizes
    fields = (needs, UTF8, 0, *_moment(at), check, *told, len(name), len(extra))
    return bits("<4s5H3L2H", b"PK\3\4", *fields) + name + extra


def _line(entry: Entry, check: int, at: datetime, offset: int) -> bytes:
    """Write the line of a file in the list at the end."""
    name, sizes = entry.name.encode(), [entry.length] * 2
    large = [*(sizes if entry.length >= MOST else []), *([offset] if offset >= MOST else [])]
    extra, told = _large(large), [LONG] * 2 if entry.length >= MOST else sizes
    needs = BIG if extra else OLD
    fields = (needs, UNIX, needs, UTF8, 0, *_moment(at), check, *told, len(name), len(extra))
    where = (0, 0, 0, A_FILE, LONG if offset >= MOST else offset)
    return bits("<4s2B5H3L5H2L", b"PK\1\2", *fields, *where) + name + extra


def _large(numbers: Sequence[int]) -> bytes:
    """Write the numbers that are too large for their own fields."""
    return bits(f"<HH{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""


def _end(count: int, size: int, offset: int) -> bytes:
    """Write what closes the list; before it, what a pack that is large says of itself."""
    if count < SHORT and offset < MOST:
        return bits("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, offset, 0)
    large = bits("<4sQ2H2L4Q", b"PK\6\6", 44, BIG, BIG, 0, 0, count, count, size, offset)
    where = bits("<4sLQL", b"PK\6\7", 0, offset + size, 1)
    return large + where + bits("<4s4H2LH", b"PK\5\6", 0, 0, SHORT, SHORT, LONG, LONG, 0)


def _moment(at: datetime) -> tuple[int, int]:
    """Write a moment as DOS did: the time to two seconds, then the date."""
    time = at.hour << 11 | at.minute << 5 | at.second // 2
    return time, (at.year - EPOCH) << 9 | at.month << 5 | at.day
