"""The backup file (备份文件): one tar with database, secrets, all blobs and their hashes."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from kepu.cli.refusals import CannotStart

FORMAT = 1
ABOUT, MANIFEST, DUMP = "about.json", "manifest.json", "database.dump"
PIECE = 2**20


class Hashing:
    """Pass bytes on and sum them up."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.hash, self.size = source, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """Read like the file behind."""
        piece = self.source.read(size)
        self.hash.update(piece)
        self.size += len(piece)
        return piece


class Writer:
    """Put files into a backup, keeping the hash of each for the manifest at its end."""

    def __init__(self, target: IO[bytes]) -> None:
        self.tar = tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.hashes: dict[str, str] = {}

    def add(self, name: str, path: Path) -> None:
        """Stream one file in."""
        with path.open("rb") as source:
            entry = self.tar.gettarinfo(arcname=name, fileobj=source)
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            passing = Hashing(source)
            self.tar.addfile(entry, passing)
        self.hashes[name] = passing.hash.hexdigest()

    def add_json(self, name: str, told: dict[str, Any]) -> None:
        """Put a small table in."""
        text = json.dumps(told, ensure_ascii=False, indent=1).encode()
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(text), 0o600
        self.tar.addfile(entry, io.BytesIO(text))

    def close(self) -> None:
        """End with the manifest: a file without it was cut short."""
        self.add_json(MANIFEST, {"sha256": self.hashes})
        self.tar.close()


def members(source: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    """Walk a backup file from front to end; a name that leads outside is refused."""
    with tarfile.open(fileobj=source, mode="r|") as tar:
        for entry in tar:
            content = tar.extractfile(entry)
            if not entry.isreg() or content is None or not is_safe(entry.name):
                raise broken(f"其中有不应有的条目 {entry.name}")
            yield entry.name, content


def is_safe(name: str) -> bool:
    """Tell whether a name is one of ours and stays below the folder."""
    path = PurePosixPath(name)
    known = name in {ABOUT, MANIFEST, DUMP} or path.parts[0] in {"secrets", "blobs"}
    return known and not path.is_absolute() and ".." not in path.parts


def unpack(content: IO[bytes], target: Path) -> str:
    """Write one member to its place; gives its hash."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    passing = Hashing(content)
    target.touch(mode=0o600)
    with target.open("wb") as file:
        while piece := passing.read(PIECE):
            file.write(piece)
    return passing.hash.hexdigest()


def broken(why: str) -> CannotStart:
    """Say that a backup cannot be used."""
    return CannotStart("备份文件不能用", why=why, cure="换一份备份；这次没有改动任何已有的数据")
