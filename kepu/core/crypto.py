"""Sealed columns (加密存储): what a form says lies in the database, and in its dumps, unreadable.

The key is the secret ``personal`` of the home; whoever has a dump alone has nothing to read. A
sealed column cannot be searched or sorted by the database: what lists show has a column of its own.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models

from kepu.core.home import Home


def seal(told: Any) -> bytes:
    """Write anything JSON can say as cipher text (AES-128-CBC with HMAC-SHA-256)."""
    return _box(settings.HOME).encrypt(json.dumps(told, ensure_ascii=False).encode())


def unseal(sealed: bytes) -> Any:
    """Read it again; InvalidToken where the key is another or a bit has changed."""
    return json.loads(_box(settings.HOME).decrypt(sealed))


class SealedJSON(models.JSONField):
    """A column of JSON, sealed: a dict in Python, cipher text in the database."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    def from_db_value(self, value: bytes | None, *_: object) -> Any:  # type: ignore[override]
        return None if value is None else unseal(bytes(value))

    def get_db_prep_value(self, value: Any, *_: object, **__: object) -> bytes | None:
        return None if value is None else seal(value)


@cache
def _box(home: Home) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(home.secret("personal").encode()).digest()))
