"""The library as others list it (清单): files for a feed, all items in chunks for a sitemap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q

from kepu.library.models import Item, ItemFile
from kepu.library.queries.search import shelved

CHUNK = 10_000
# Every CHUNK-th item from the oldest on: one walk along the index, no row is read.
STARTS = """
SELECT id FROM (
    SELECT id, row_number() OVER (ORDER BY released_at, id) AS place
    FROM library_item WHERE state = 'shelved'
) AS walked WHERE (place - 1) %% %s = 0 ORDER BY place
"""


def files_of(items: Iterable[Item]) -> dict[UUID, list[ItemFile]]:
    """Give the files of some items with their sizes, by item and in order; one query."""
    files: dict[UUID, list[ItemFile]] = {item.pk: [] for item in items}
    for file in ItemFile.objects.filter(item__in=files).select_related("blob").order_by("order"):
        files[file.item_id].append(file)
    return files


def chunk_starts(size: int = CHUNK) -> list[UUID]:
    """List the items with which the chunks of the whole library begin."""
    with connection.cursor() as cursor:
        cursor.execute(STARTS, [size])
        return [row[0] for row in cursor.fetchall()]


def chunk(start: UUID, size: int = CHUNK) -> list[tuple[UUID, datetime]]:
    """List the items of the chunk that begins with one, on the shelf or not any more."""
    first = Item.objects.filter(pk=start).values_list("released_at", flat=True).first()
    if first is None:
        return []
    rest = shelved().filter(Q(released_at__gt=first) | Q(released_at=first, pk__gte=start))
    return list(rest.order_by("released_at", "pk").values_list("pk", "released_at")[:size])
