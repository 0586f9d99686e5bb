"""Locks as the database has them, for tests of the order in which they are taken."""

from django.db import connection

from make.running import until

WAITING = "select count(*) from pg_locks where not granted"


def until_somebody_waits() -> None:
    """Come back as soon as a connection waits for a row that another one holds."""
    with connection.cursor() as cursor:
        until(lambda: cursor.execute(WAITING).fetchone()[0] > 0, 10)
