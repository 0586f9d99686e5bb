"""Indexing (索引): items are found by the rules of today, and know what speaks of the same."""

from __future__ import annotations

from dataclasses import astuple

from django.db import connection, transaction

from kepu.journal import actions as journal
from kepu.library.models import Item
from kepu.library.queries import search
from kepu.library.queries.index import INDEX_VERSION, words_of

MOST_NEAR = 8  # so many are kept; four of those still on the shelf are shown
AT_A_TIME = 100
ANEW = """
UPDATE library_item SET title_plain = %s, sounds = %s, spelt = %s, initials = %s, haystack = %s,
    words = %s::tsvector, grams = %s::tsvector, audiences = %s::varchar[], index_version = %s
WHERE id = %s
"""


@journal.quiet("what an item is found by follows from its words")
@transaction.atomic
def index_some_anew() -> int:
    """Index some items by the rules of today that were indexed by earlier ones; say how many.

    What somebody else changes just now comes another time, so that nobody waits for each other.
    """
    old = Item.objects.filter(index_version__lt=INDEX_VERSION).defer("words", "grams")
    items = list(old.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:AT_A_TIME])
    rows = []
    for item in items:
        words = words_of(item)
        new = words.indexed
        rows.append((*astuple(new), words.audiences, INDEX_VERSION, item.pk))
    with connection.cursor() as cursor:
        cursor.executemany(ANEW, rows)
    return len(items)


@journal.quiet("what is alike follows from the words")
@transaction.atomic
def relate(item: Item) -> None:
    """Note which items speak of the same as this one, and on those that this one does."""
    near = search.alike(item, MOST_NEAR)
    Item.objects.filter(pk=item.pk).update(near=near)
    for other in Item.objects.select_for_update().filter(pk__in=near).only("near").order_by("pk"):
        other.near = list(dict.fromkeys([item.pk, *other.near]))[:MOST_NEAR]
        other.save(update_fields=["near"])
