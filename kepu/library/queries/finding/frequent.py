"""How often pairs of characters stand in the library (字对频度), as PostgreSQL's statistics say."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

SAID = """
SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats
WHERE schemaname = current_schema() AND tablename = 'library_item' AND attname = %s
"""
KEPT: dict[tuple[str, str], Mapping[str, float]] = {}  # by the stamp of the library, and column


def shares(stamp: str, column: str = "grams") -> Mapping[str, float]:
    """Give the part of all items that hold each of the commonest pairs, or words.

    Estimates, and only ever used to choose the quicker of several ways to the same answer.
    """
    told = KEPT.get((stamp, column))
    if told is None:
        told = _told(column) if stamp else {}
        for one in [key for key in KEPT if key[0] != stamp]:
            KEPT.pop(one, None)
        KEPT[stamp, column] = told
    return told


def _told(column: str) -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(SAID, [column])
        told, parts = cursor.fetchone() or ((), ())
    return dict(zip(told or (), parts or (), strict=False))  # the least and the most stand behind
