"""Where whole files lie (存储): on this machine's disk, or in an S3-compatible store."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from kepu.core.errors import Refused

BUCKET = "kepu.media.vaults.bucket"  # by name: who has only a disk loads no S3 library


class Away(Refused):
    """The store does not answer."""

    code, says = "storage_away", "存储服务暂时连不上，文件没有收下；请稍后再试，已传的部分不会丢"


class Damaged(Exception):
    """What lies in the store is not what was put there."""


class Vault(Protocol):
    """Keeps whole files by their SHA-256; each method may raise ``Away``."""

    def put(self, sha256: str, size: int, source: Path) -> None:
        """Keep the bytes of a file, verified when it returns; what is there already stays."""

    def fetch(self, sha256: str, into: Path) -> None:
        """Write the bytes to a file, verified; ``Damaged`` if they are others or gone."""

    def size_of(self, sha256: str) -> int | None:
        """Say how many bytes are there; None: the file is not."""

    def fault(self, sha256: str, size: int, *, deep: bool = True) -> str:
        """Say what is wrong with a file, "" if nothing; only a deep look reads all of it."""

    def remove(self, sha256: str) -> None:
        """Forget a file, if it is there."""

    def sweep(self, before: float) -> int:
        """Clear away what was left half done before an instant; gives how many."""

    def check(self) -> str:
        """Say what is wrong with the store as a whole, "" if it answers."""


class Sends(Protocol):
    """A vault that sends by itself, at a signed address."""

    def link(self, sha256: str, *, mime: str, disposition: str) -> str:
        """Sign an address that is good for a few minutes."""


class Bucket(Vault, Sends, Protocol):
    """A vault elsewhere."""


@cache
def reach(url: str) -> Bucket:
    """Reach the S3-compatible store of an address."""
    return cast("Bucket", import_module(BUCKET).S3(url))
