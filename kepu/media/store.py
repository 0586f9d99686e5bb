"""Bytes here (收存): hashed on the way in, durable before anybody is told, lent out to be read.

Parts of uploads and copies for measuring lie on a volume of this machine; whole files lie in the
vault: the disk, or an S3-compatible store where ``KEPU_STORAGE_URL`` names one. A file that is on
the disk is used from there in either case, so files can be moved while the site runs.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import UUID

import structlog
from django.conf import settings

from kepu.core.errors import Refused
from kepu.core.ids import uuid7
from kepu.media import vaults
from kepu.media.vaults import Away, Damaged
from kepu.media.vaults.disk import Disk, DiskFull, hash_of, no_room_refused

__all__ = ["Away", "Damaged", "Disk", "DiskFull", "TooLarge", "hash_of"]
CHUNK = 1 << 20
KILO = 1 << 10
SYNC_EVERY = 16 << 20
ASKERS = ThreadPoolExecutor(8, "asker")  # of a store elsewhere, whether it has files
COPIES = 20 << 30  # bytes of copies of the S3 store's files that are kept for a next reader


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


def disk() -> Disk:
    """Give the vault on this machine."""
    return Disk(blobs())


def bucket() -> vaults.Bucket | None:
    """Give the vault elsewhere, if this installation has one."""
    return vaults.reach(settings.STORAGE_URL) if settings.STORAGE_URL else None


def vault() -> vaults.Vault:
    """Give the vault where new files go."""
    return bucket() or disk()


def path_of(sha256: str) -> Path:
    """Say where the bytes of a hash lie on the disk, if they do."""
    return disk().path(sha256)


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
        with TemporaryDirectory(dir=parts) as made:
            yield Path(made)


def carry(taken: Taken) -> None:
    """Bring bytes to the store elsewhere before a transaction waits for it; else do nothing."""
    if away := bucket():
        away.put(taken.sha256, taken.size, taken.part)
        _copy_kept(taken.sha256, taken.part)


def place(taken: Taken) -> None:
    """Have a whole part file in the vault; bytes that are there already stay."""
    vault().put(taken.sha256, taken.size, taken.part)


def is_here(sha256: str) -> bool:
    """Say whether the disk has a file, be there a store elsewhere or not."""
    return not settings.STORAGE_URL or path_of(sha256).exists()


def lost(wanted: Mapping[str, int]) -> str:
    """Name a file that is not to be had, or not of its size; a store elsewhere is asked of each.

    It is asked of several at a time; one that does not answer is ``Away``.
    """
    elsewhere = [sha256 for sha256, size in wanted.items() if disk().size_of(sha256) != size]
    if not elsewhere or not (away := bucket()):
        return next(iter(elsewhere), "")
    sizes = ASKERS.map(away.size_of, elsewhere)
    found = zip(elsewhere, sizes, strict=True)
    return next((sha256 for sha256, size in found if size != wanted[sha256]), "")


@contextmanager
def lent(sha256: str) -> Iterator[Path]:
    """Lend a file to be read on this machine: the file itself, or a copy from elsewhere."""
    away = bucket()
    if away is None:
        yield path_of(sha256)
        return
    with folder() as place:
        mine = place / sha256  # a name of our own: the others may be cleared away meanwhile
        if not any(_named_too(mine, other) for other in (path_of(sha256), _copy_of(sha256))):
            away.fetch(sha256, mine)
            _copy_kept(sha256, mine)
        yield mine


def fault(sha256: str, size: int) -> str:
    """Say what is wrong with a file; the bytes of a store elsewhere are not fetched for that."""
    if is_here(sha256):
        return disk().fault(sha256, size)
    return vault().fault(sha256, size, deep=False)


def remove(sha256: str) -> None:
    """Forget a file wherever it lies; what a store elsewhere keeps against our will is logged."""
    disk().remove(sha256)
    if away := bucket():
        _copy_of(sha256).unlink(missing_ok=True)
        try:
            away.remove(sha256)
        except Away:
            structlog.get_logger("kepu").warning("blob_left_in_store", sha256=sha256)


def link(sha256: str, *, mime: str, disposition: str) -> str:
    """Sign an address at the store elsewhere; "" for a file that this machine sends itself."""
    away = bucket()
    if away is None or is_here(sha256):
        return ""
    return away.link(sha256, mime=mime, disposition=disposition)


def clear_copies(at_most: int = COPIES) -> int:
    """Keep the copies used last, up to so many bytes; gives how many went."""
    copies = blobs() / "copies"
    found = [(path, path.stat()) for path in copies.iterdir()] if copies.exists() else []
    size, gone = 0, 0
    for path, about in sorted(found, key=lambda one: one[1].st_mtime, reverse=True):
        size += about.st_size
        if size > at_most:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _named_too(mine: Path, other: Path) -> bool:
    """Give a file a second name, if it is there; it was used just now."""
    try:
        mine.hardlink_to(other)
    except FileNotFoundError:
        return False
    os.utime(mine)
    return True


def _copy_of(sha256: str) -> Path:
    return blobs() / "copies" / sha256


def _copy_kept(sha256: str, source: Path) -> None:
    """Keep a copy for whoever measures or draws next: a second name, no second bytes."""
    kept = _copy_of(sha256)
    kept.parent.mkdir(parents=True, exist_ok=True)
    fresh = kept.with_name(f"{uuid7().hex}.new")
    fresh.hardlink_to(source)
    fresh.replace(kept)
    clear_copies()


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
