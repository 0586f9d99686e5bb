"""The part file (分段文件) of an upload that is coming in: locked, written in order, hashed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import time
from base64 import b64decode
from collections import OrderedDict
from dataclasses import dataclass
from errno import EINVAL
from pathlib import Path
from typing import Any, Self

from starlette.datastructures import Headers

from kepu.media.tray import BLOCK, straightened, trays
from kepu.media.vaults.disk import NO_ROOM, sync_folder

SYNC_EVERY = 16 << 20  # bytes
LARGE = 1 << 20  # bytes of a batch that go straight to the disk
PAUSE = 0.5  # seconds at least between two tellings
REMEMBERED = 256
ALGORITHMS: dict[str, Any] = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
_hashes: OrderedDict[Path, tuple[int, Any]] = OrderedDict()  # how far, and the hash so far


class Locked(Exception):
    """Another request is writing this very part."""


class Full(Exception):
    """The disk takes no more."""


class OverLimit(Exception):
    """More bytes came than the upload was said to have."""


class BadChecksum(Exception):
    """The bytes that came are not those that were sent."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What Django asks to be received."""

    name: str
    offset: int
    limit: int
    checksum: str = ""

    @classmethod
    def of(cls, order: str, asked: Headers) -> Self:
        name, offset, limit = order.split(";")
        return cls(name, int(offset), int(limit), asked.get("upload-checksum", ""))


class Part:
    """One part file, held by one request at a time, in all processes."""

    def __init__(self, folder: Path, wanted: Wanted) -> None:
        self.wanted, self.path = wanted, folder / wanted.name
        self.at = self.synced = wanted.offset
        self.told = self.checked = time.monotonic()
        self.sent = checksum(wanted.checksum)
        self.hash: Any = None
        self.odd = b""  # came, but fills no block yet
        self.file = self.straight = -1

    def open(self) -> None:
        """Hold the file, as it was when the last byte was acknowledged."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.file = _locked(self.path)
        if os.fstat(self.file).st_nlink > 1:  # a crash came between its placing and the commit
            self._leave_the_blob()
        os.ftruncate(self.file, self.wanted.offset)  # what came after was never acknowledged
        at, known = _hashes.pop(self.path, (0, hashlib.sha256()))
        self.hash = known if at == self.wanted.offset else None

    def let_go(self, error: BaseException | None) -> None:
        """Let others have the file; what was wrong is taken back."""
        if isinstance(error, BadChecksum | OverLimit):
            os.ftruncate(self.file, self.synced)
        elif error is None and self.hash is not None:
            _remember(self.path, self.at, self.hash)
        fcntl.flock(self.file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the file; bytes that have no name any more are freed here, which takes a while."""
        for file in {self.file, self.straight} - {-1}:
            os.close(file)

    def _leave_the_blob(self) -> None:
        """Go on in a copy: what has the place of a hash is never written again."""
        copy = self.path.with_suffix(".copy")
        shutil.copyfile(self.path, copy)
        copy.replace(self.path)
        os.close(self.file)
        self.file = -1
        self.file = _locked(self.path)
        os.fsync(self.file)

    @property
    def is_due(self) -> bool:
        """Say whether it is time to sync; the end, or a checksum's, does so by itself."""
        return self.at - self.synced >= SYNC_EVERY and not self.sent

    @property
    def is_news(self) -> bool:
        """Say whether it is time to tell how far it came."""
        return time.monotonic() - self.told >= PAUSE

    @property
    def is_whole(self) -> bool:
        """Say whether the last byte has come."""
        return self.at == self.wanted.limit

    @property
    def sha256(self) -> str:
        """The hash of all bytes so far, if this process has seen them all."""
        return self.hash.hexdigest() if self.hash is not None else ""

    def write(self, pieces: list[bytes]) -> None:
        """Append a batch; of a large one the bytes that fill no block wait for the next."""
        held, self.odd = [self.odd, *pieces], b""
        size = sum(map(len, held))
        if self.at + size > self.wanted.limit:
            raise OverLimit
        for laid in trays(held, self.at):
            whole = len(laid) - (self.at + len(laid)) % BLOCK if size >= LARGE else len(laid)
            self.odd = bytes(laid[whole:])
            self._put(laid[:whole], straight=size >= LARGE)

    def end(self) -> None:
        """Write what waited for more, and have everything on disk."""
        odd, self.odd = self.odd, b""
        self._put(memoryview(odd))
        self.sync()

    def _put(self, rest: memoryview, *, straight: bool = False) -> None:
        """Write at the end; a signal or a full disk may come between."""
        try:
            while rest:
                file = self._way(len(rest)) if straight else self.file
                written = os.pwrite(file, rest, self.at)
                self.at, rest = self.at + written, rest[written:]
        except OSError as error:
            if error.errno in NO_ROOM:
                raise Full from error
            if error.errno != EINVAL or not straight:
                raise
            self._put(rest)  # this disk has larger blocks, or none

    def _way(self, size: int) -> int:
        """Choose the way for so many bytes: past the page cache, if they are whole blocks."""
        if (self.at | size) % BLOCK:
            return self.file
        if self.straight < 0:
            self.straight = straightened(self.file)
        return self.straight

    def digest(self, pieces: list[bytes]) -> None:
        """Take a batch into the hashes, beside the writing of it."""
        for digest in filter(None, (self.hash, self.sent and self.sent[0])):
            for piece in pieces:
                digest.update(piece)

    def sync(self) -> None:
        """Have everything on disk that was written, and the first time the file's name too."""
        at = self.at
        os.fdatasync(self.file)
        if not self.synced:
            sync_folder(self.path.parent)
        self.synced = at

    def insist_intact(self) -> None:
        """Compare with the checksum that the sender gave, if one was given."""
        if self.sent and self.sent[0].digest() != self.sent[1]:
            raise BadChecksum


def checksum(said: str) -> tuple[Any, bytes] | None:
    """Read ``Upload-Checksum``: an empty hash and what it should become; ValueError if unknown."""
    if not said:
        return None
    name, _, encoded = said.partition(" ")
    if name not in ALGORITHMS:
        raise ValueError(said)
    return ALGORITHMS[name](usedforsecurity=False), b64decode(encoded, validate=True)


def _locked(path: Path) -> int:
    """Open a file to write it, as the only one who does."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_it = os.path.samestat(os.fstat(file), path.stat())
    except (BlockingIOError, FileNotFoundError):
        is_it = False
    if not is_it:  # somebody else holds it, or its name went to a copy meanwhile
        os.close(file)
        raise Locked
    return file


def _remember(path: Path, at: int, known: Any) -> None:
    """Keep the hash for the next PATCH to this process; who comes elsewhere hashes anew."""
    _hashes[path] = (at, known)
    while len(_hashes) > REMEMBERED:
        _hashes.popitem(last=False)
