"""Whole files on a disk of this machine (本地磁盘): ``blobs/ab/cd/<sha256>``."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kepu.core.errors import Refused
from kepu.media.vaults import Damaged

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(Refused):
    """There is no room for more bytes."""

    code, says = "disk_full", "服务器存储空间已满，文件没有收下；请稍后再传，已传的文件不受影响"


@dataclass(frozen=True, slots=True)
class Disk:
    """The vault on a disk; parts of uploads lie on the same volume."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Say where the bytes of a hash lie."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def put(self, sha256: str, size: int, source: Path) -> None:
        """Give a whole part file the place of its hash too; bytes that are there already stay.

        It is a second name, not a move: should the transaction around it be lost to a crash, the
        part is still there and no acknowledged byte has to be sent again. The caller removes the
        part.
        """
        final = self.path(sha256)
        if self.size_of(sha256) == size:
            return
        with no_room_refused():
            final.parent.mkdir(parents=True, exist_ok=True)
            final.unlink(missing_ok=True)  # damaged: it has not the length of these bytes
            final.hardlink_to(source)
            for folder in (final.parent, final.parent.parent, self.root):
                sync_folder(folder)

    def fetch(self, sha256: str, into: Path) -> None:
        """Write the bytes to a file."""
        with no_room_refused(), into.open("wb") as file:
            try:
                with self.path(sha256).open("rb") as kept:
                    shutil.copyfileobj(kept, file)
            except FileNotFoundError as error:
                raise Damaged(sha256) from error
            file.flush()
            os.fsync(file.fileno())
        if hash_of(into) != sha256:
            raise Damaged(sha256)

    def size_of(self, sha256: str) -> int | None:
        """Say how many bytes are there."""
        path = self.path(sha256)
        return path.stat().st_size if path.exists() else None

    def fault(self, sha256: str, size: int, *, deep: bool = True) -> str:
        """Compare a file with its row."""
        there = self.size_of(sha256)
        if there is None:
            return "文件不见了"
        if there != size:
            return "大小不对"
        return "内容已改变" if deep and hash_of(self.path(sha256)) != sha256 else ""

    def remove(self, sha256: str) -> None:
        """Unlink a file."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self, before: float) -> int:  # noqa: ARG002 - parts are swept by the store
        """Have nothing half done: a name is given at once or not at all."""
        return 0

    def check(self) -> str:
        """Say whether there is any room."""
        self.root.mkdir(parents=True, exist_ok=True)
        return "" if shutil.disk_usage(self.root).free else "磁盘已满"


def hash_of(file: Path) -> str:
    """Read a file to its end and hash it."""
    with file.open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


@contextmanager
def no_room_refused() -> Iterator[None]:
    """Turn a full disk into a sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise DiskFull from error
        raise


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
