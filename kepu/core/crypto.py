"""Sealed columns (加密存储): what a form says lies in the database, and in its dumps, unreadable.

The keys (密钥) are secrets of the home; whoever has a dump alone has nothing to read. The present
key writes; the next and those past only read. A key is changed in steps that may each be cut short:
the next one is made, takes the place of the present one, and what is past is dropped when nothing
needs it. A sealed column cannot be searched or sorted by the database: what lists show has a
column of its own.
"""

from __future__ import annotations

import json
import os
import secrets
from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models

from kepu.core.home import Home

PRESENT, NEXT, PAST = "personal", "personal-next", "personal-past-"


def seal(told: Any) -> bytes:
    """Write anything JSON can say as cipher text (AES-128-CBC with HMAC-SHA-256)."""
    return _box().encrypt(json.dumps(told, ensure_ascii=False).encode())


def unseal(sealed: bytes) -> Any:
    """Read it again; InvalidToken where the key is another or a bit has changed."""
    try:
        return json.loads(_box().decrypt(sealed))
    except InvalidToken:  # a key that came within the same tick of the clock as the last look
        _boxes.cache_clear()
        return json.loads(_box().decrypt(sealed))


def resealed(sealed: bytes) -> bytes | None:
    """Write it again under the key of today; None: it is under that already."""
    try:
        _boxes(settings.HOME, _stamp(settings.HOME))[0].decrypt(sealed)
    except InvalidToken:
        return _box().rotate(sealed)
    return None


class SealedJSON(models.JSONField):
    """A column of JSON, sealed: a dict in Python, cipher text in the database."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: bytes | None, *_: object) -> Any:  # type: ignore[override]
        return None if value is None else unseal(bytes(value))

    def get_db_prep_value(self, value: Any, *_: object, **__: object) -> bytes | None:
        return None if value is None else seal(value)


def _box() -> MultiFernet:
    return MultiFernet(_boxes(settings.HOME, _stamp(settings.HOME)))


@lru_cache(maxsize=4)
def _boxes(home: Home, _: int) -> list[Fernet]:
    """Hold the keys ready, the one that writes first, until one comes or goes."""
    found = [sha256(key.encode()).digest() for key in _readable(home)]
    return [Fernet(urlsafe_b64encode(key)) for key in found]


def _stamp(home: Home) -> int:
    """Give a number that changes when a key comes or goes, on any process of the machine."""
    try:
        return _folder(home).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _readable(home: Home) -> list[str]:
    """List all keys that read, the one that writes first."""
    others = [_folder(home) / NEXT, *past(home)]
    return [home.secret(PRESENT), *(path.read_text() for path in others if path.exists())]


def past(home: Home) -> list[Path]:
    """List the files of the keys that wrote once."""
    return sorted(_folder(home).glob(f"{PAST}*"))


def has_next(home: Home) -> bool:
    return (_folder(home) / NEXT).exists()


def make_next(home: Home) -> None:
    """Make the next key, which only reads until it takes over."""
    home.secret(NEXT)
    _keep(_folder(home) / NEXT)


def take_over(home: Home) -> None:
    """Let the next key write from now on; the present one goes on reading."""
    folder = _folder(home)
    home.secret(PRESENT)
    os.link(folder / PRESENT, folder / f"{PAST}{secrets.token_hex(4)}")
    _keep(folder)
    (folder / NEXT).replace(folder / PRESENT)
    _keep(folder)


def drop_past(home: Home) -> int:
    """Delete the keys that nothing needs any more; gives how many."""
    gone = past(home)
    for path in gone:
        path.unlink()
    return len(gone)


def _folder(home: Home) -> Path:
    return home.root / "secrets"


def _keep(path: Path) -> None:
    """Have it on the disk before anything is sealed with it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
