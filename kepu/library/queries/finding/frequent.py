"""How often pairs of characters stand in the library (字对频度), as PostgreSQL's statistics say."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

SAID = """
SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats
WHERE schemaname = current_schema() AND tablename = 'library_item' AND attname = 'grams'
"""
KEPT: dict[str, dict[str, float]] = {}  # by the stamp of the library


def shares(stamp: str) -> Mapping[str, float]:
    """Give the part of all items that hold each of the commonest pairs.

    Estimates, and only ever used to choose the quicker of several ways to the same answer.
    """
    told = KEPT.get(stamp)
    if told is None:
        told = _told() if stamp else {}
        KEPT.clear()
        KEPT[stamp] = told
    return told


def _told() -> dict[str, float]:
    with connection.cursor() as cursor:
        cursor.execute(SAID)
        pairs, shares = cursor.fetchone() or ((), ())
    return dict(zip(pairs or (), shares or (), strict=False))  # the least and the most stand behind
