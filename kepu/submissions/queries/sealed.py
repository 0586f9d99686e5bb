"""How much of what forms say is still under a key of the past (旧密钥)."""

from __future__ import annotations

from django.db import connection, models, transaction

from kepu.core.crypto import resealed

AT_A_TIME = 500


@transaction.atomic
def under_past_keys(model: type[models.Model], column: str) -> int:
    """Count the rows that the key of today does not read."""
    left = 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {model._meta.db_table}")  # noqa: S608 - names of ours
        while rows := cursor.fetchmany(AT_A_TIME):
            left += sum(1 for (sealed,) in rows if resealed(bytes(sealed)) is not None)
    return left
