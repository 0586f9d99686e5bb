"""Statements that the database plans once (预备语句), for pages that everybody reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from django.db import connection


def rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Ask a statement whose plan each connection keeps; give all its rows.

    Django writes values into the text of a statement, so that PostgreSQL plans each anew; of one
    that finds a few rows by their keys, planning is most of the time. Only for those: where the
    best plan hangs on the values (as in a search), one that is kept would be wrong.
    """
    connection.ensure_connection()
    asking: Any = psycopg.Cursor(connection.connection)
    told = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with told(asking) as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
