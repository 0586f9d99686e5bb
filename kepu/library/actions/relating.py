"""Relating (相近): which items speak of the same."""

from __future__ import annotations

from django.db import transaction

from kepu.journal import actions as journal
from kepu.library.models import Item
from kepu.library.queries import search

MOST_NEAR = 8  # so many are kept; four of those still on the shelf are shown


@journal.quiet("what is alike follows from the words")
@transaction.atomic
def relate(item: Item) -> None:
    """Note which items speak of the same as this one, and on those that this one does."""
    near = search.alike(item, MOST_NEAR)
    Item.objects.filter(pk=item.pk).update(near=near)
    for other in Item.objects.select_for_update().filter(pk__in=near).only("near").order_by("pk"):
        other.near = list(dict.fromkeys([item.pk, *other.near]))[:MOST_NEAR]
        other.save(update_fields=["near"])
