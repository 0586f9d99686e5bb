"""How much of what forms say is still under a key of the past (旧密钥)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, models, transaction

from kepu.core.crypto import resealed

AT_A_TIME = 500


def under_past_keys(model: type[models.Model], column: str) -> Iterator[tuple[int, int]]:
    """Read every row, batch by batch: how many were read, how many today's key does not open."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table}")  # noqa: S608 - names of ours
        while rows := cursor.fetchmany(AT_A_TIME):
            yield len(rows), sum(1 for (one,) in rows if resealed(bytes(one)) is not None)
