"""Shelving (上下架): one item goes off the shelf, and back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kepu.access.lives import WrongState
from kepu.core.actor import Actor
from kepu.library.life import ITEM
from kepu.library.models import Item, Push
from kepu.submissions import actions as submissions


@transaction.atomic
def withdraw(item: Item, *, by: Actor, now: datetime, why: str) -> Item:
    """Take one item off the shelf (下架)."""
    return _move(item, "withdraw", by=by, now=now, why=why)


@transaction.atomic
def put_back(item: Item, *, by: Actor, now: datetime, why: str) -> Item:
    """Put one item back on the shelf (重新上架)."""
    return _move(item, "put_back", by=by, now=now, why=why)


def _move(item: Item, name: str, *, by: Actor, now: datetime, why: str) -> Item:
    """Take an item one step on; its push is locked first, as by all who change items of it."""
    push = Push.objects.select_for_update().get(pk=item.push_id)
    item = Item.objects.select_for_update().get(pk=item.pk)
    if push.held:
        raise WrongState(step=ITEM.step(name).label, state=push.get_state_display())
    ITEM.move(item, name, by=by, now=now, why=why)
    submissions.shelve({item.work_id: item.pk}, on_shelf=name == "put_back")
    return item
