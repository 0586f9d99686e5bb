"""Putting what forms say under another key (换密钥): the words stay, their cipher changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from kepu.core.actor import Actor
from kepu.core.crypto import resealed
from kepu.journal import actions as journal
from kepu.submissions.models import Batch as HandedTogether
from kepu.submissions.models import Edition, Work

SEALED: dict[str, tuple[type[models.Model], str]] = {
    "作品": (Work, "fields"),
    "报送稿": (Edition, "content"),
    "批量报送": (HandedTogether, "fields"),
}
A_BATCH = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of one table, in the order of their keys (一批)."""

    last: Any
    seen: int
    changed: int


@journal.quiet("no word changes; the end of it all has its line")
@transaction.atomic
def reseal(
    model: type[models.Model],
    column: str,
    *,
    after: Any = None,
    by: Actor,  # noqa: ARG001 - every action says who and when
    now: datetime,  # noqa: ARG001
) -> Batch | None:
    """Put the next rows of a sealed column under the key of today; None: there are no more."""
    table, key = model._meta.db_table, model._meta.pk.column if model._meta.pk else "id"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, {column} FROM {table} WHERE %(after)s::text IS NULL"  # noqa: S608
            f" OR {key} > (%(after)s::text)::{_type_of(model)} ORDER BY {key}"
            f" LIMIT {A_BATCH} FOR UPDATE",
            {"after": None if after is None else str(after)},
        )
        rows = [(pk, resealed(bytes(sealed))) for pk, sealed in cursor.fetchall()]
        changed = [(fresh, pk) for pk, fresh in rows if fresh is not None]
        cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", changed)  # noqa: S608
    return Batch(rows[-1][0], len(rows), len(changed)) if rows else None


@transaction.atomic
def note_renewal(rows: int, *, by: Actor, now: datetime) -> None:
    """Write down that all rows are under the key of today (换密钥)."""
    journal.record("seal.renew", by=by, now=now, on=("seal", "personal"), rows=rows)


def _type_of(model: type[models.Model]) -> str:
    return "uuid" if isinstance(model._meta.pk, models.UUIDField) else "bigint"
