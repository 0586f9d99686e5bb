"""Locks as the database has them, for tests of the order in which they are taken."""

import time

from django.db import connection

WAITING = "select count(*) from pg_locks where not granted"


def until_somebody_waits() -> None:
    """Come back as soon as a connection waits for a row that another one holds."""
    end = time.monotonic() + 10
    while True:
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return
        assert time.monotonic() < end
        time.sleep(0.02)
