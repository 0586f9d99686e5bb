"""Bytes on disk (存储): written once, hashed on the way, durable before anybody is told."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import UUID

from django.conf import settings

from kepu.core.errors import Refused

CHUNK = 1 << 20
KILO = 1 << 10
SYNC_EVERY = 16 << 20
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(Refused):
    """There is no room for more bytes."""

    code, says = "disk_full", "服务器存储空间已满，文件没有收下；请稍后再传，已传的文件不受影响"


class TooLarge(Refused):
    """The file has more bytes than its ticket allows."""

    code, says = "too_large", "文件超过上限 {at_most}，没有收下"


class Stream(Protocol):
    """Anything to read bytes from: an uploaded file, an open file, a socket."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """A whole part file: its bytes are on disk, its place is not settled yet."""

    part: Path
    sha256: str
    size: int


def path_of(sha256: str) -> Path:
    """Say where the bytes of a hash lie."""
    return blobs() / sha256[:2] / sha256[2:4] / sha256


def part_of(arrival: UUID) -> Path:
    """Say where bytes lie until they are whole; on the volume of the blobs."""
    return blobs() / "parts" / arrival.hex


def arrived(upload_id: UUID) -> int:
    """Say how many bytes of an upload are on disk."""
    part = part_of(upload_id)
    return part.stat().st_size if part.exists() else 0


def blobs() -> Path:
    root: Path = settings.HOME.blobs
    return root


def take(stream: Stream, part: Path, *, at_most: int) -> Taken:
    """Write a stream to a part file, hashing and syncing; the caller removes the part."""
    with no_room_refused():
        part.parent.mkdir(parents=True, exist_ok=True)
        return _copy(stream, part, at_most)


def whole(file: Path) -> Taken:
    """Hash and sync a file that was written by somebody else, on the volume of the blobs."""
    with no_room_refused(), file.open("rb") as written:
        os.fsync(written.fileno())
    return Taken(file, hash_of(file), file.stat().st_size)


def hash_of(file: Path) -> str:
    """Read a file to its end and hash it."""
    with file.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def clear_parts(kept: set[str], *, before: float) -> int:
    """Remove what lies among the parts since before an instant, but for those that are kept."""
    parts = blobs() / "parts"
    old = [
        path
        for path in (parts.iterdir() if parts.exists() else ())
        if path.name not in kept and path.stat().st_mtime < before
    ]
    for path in old:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return len(old)


@contextmanager
def folder() -> Iterator[Path]:
    """Lend a folder on the volume of the blobs, and clear it away."""
    parts = blobs() / "parts"
    with no_room_refused():
        parts.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=parts) as lent:
            yield Path(lent)


def place(taken: Taken) -> None:
    """Give a whole part file the place of its hash too; bytes that are there already stay.

    It is a second name, not a move: should the transaction around it be lost to a crash, the part
    is still there and no acknowledged byte has to be sent again. The caller removes the part.
    """
    final = path_of(taken.sha256)
    if final.exists() and final.stat().st_size == taken.size:
        return
    with no_room_refused():
        final.parent.mkdir(parents=True, exist_ok=True)
        final.unlink(missing_ok=True)  # damaged: it has not the length of these bytes
        final.hardlink_to(taken.part)
        for folder in (final.parent, final.parent.parent, blobs()):
            _sync_folder(folder)


@contextmanager
def no_room_refused() -> Iterator[None]:
    """Turn a full disk into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull from error
        raise


def as_size(count: int) -> str:
    """Write a number of bytes as people do: 20 MB, 1.5 GB."""
    size, units = float(count), ["字节", "KB", "MB", "GB", "TB"]
    while size >= KILO and len(units) > 1:
        size, units = size / KILO, units[1:]
    return f"{size:.1f}".removesuffix(".0") + f" {units[0]}"


def _copy(stream: Stream, part: Path, at_most: int) -> Taken:
    digest, size, synced = hashlib.sha256(), 0, 0
    with part.open("wb", buffering=0) as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > at_most:
                raise TooLarge(at_most=as_size(at_most))
            _write_all(file.fileno(), chunk)
            digest.update(chunk)
            if size - synced >= SYNC_EVERY:
                os.fdatasync(file.fileno())
                synced = size
        os.fsync(file.fileno())
    return Taken(part, digest.hexdigest(), size)


def _write_all(file: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(file, rest) :]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
