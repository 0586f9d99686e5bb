"""Pushing (推送入库 · 撤回): a push comes into the library whole, and leaves it whole.

While a push is ``held`` the public sees nothing of it, whatever its items say of themselves; so
many items may come in, or be taken down, a few at a time, and one row makes them all seen or gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.models import QuerySet, Value
from django.db.models.functions import Cast

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.library.actions.refusals import NotPassed
from kepu.library.life import PUSH, ItemState, PushState
from kepu.library.models import Item, ItemFile, Push
from kepu.library.queries import entries
from kepu.library.queries.index import INDEX_VERSION
from kepu.library.queries.pushes import beginning_of, is_being_released
from kepu.submissions import actions as submissions
from kepu.submissions.life import State
from kepu.submissions.models import Work

AT_ONCE = 50  # so few are entered, or taken down, while the browser waits
AT_A_TIME = 50
PLAIN = ("title_plain", "sounds", "spelt", "initials", "haystack")


@transaction.atomic
def release(push: Push, *, by: Actor, now: datetime) -> Push:
    """Bring the works of a push into the library, all or none (推送入库).

    A few at once; of many it is the beginning, and a job enters them. Pressed again, it goes on
    with what was interrupted.
    """
    push = _locked(push.pk)
    jurisdiction.insist(by, May.LIBRARY_RELEASE, push)
    if push.state == PushState.RELEASING and not is_being_released(push):
        journal.record("push.begin", by=by, now=now, on=push)
        return push
    push.released_at, push.stopped = now, ""
    if push.works.count() > AT_ONCE:
        push.held = True
        PUSH.move(push, "begin", by=by, now=now)
        return push
    works = list(_works(push))
    PUSH.move(push, "release", by=by, now=now, items=len(works))
    _enter(push, works, now)
    _shelve(push)
    return push


@journal.quiet("a line is written when all are in")
@transaction.atomic
def enter_some(push_id: UUID | str, *, by: Actor, now: datetime) -> bool:
    """Enter some works of a push that is being released, or make all seen; say if there is more."""
    push = _locked(push_id)
    if push.state != PushState.RELEASING:
        return False
    if works := list(_works(push).filter(item=None)[:AT_A_TIME]):
        _enter(push, works, push.released_at or now)
        return True
    items, push.held = _shelve(push), False
    PUSH.take(push, "release", by=by, now=now, because_of=beginning_of(push), items=items)
    return False


@transaction.atomic
def stop(push_id: UUID | str, *, by: Actor, now: datetime, why: str) -> None:
    """Give up a release that cannot be done; what was entered goes, and nobody saw it (停下)."""
    push = _locked(push_id)
    if push.state != PushState.RELEASING:
        return
    push.items.all().delete()
    push.held, push.released_at, push.stopped = False, None, why
    PUSH.take(push, "stop", by=by, now=now, why=why, because_of=beginning_of(push))


@transaction.atomic
def roll_back(push: Push, *, by: Actor, now: datetime, why: str) -> Push:
    """Take all items of a push off the shelves again; their pages say so (撤回推送)."""
    push = _locked(push.pk)
    held = push.items.select_for_update().order_by("pk").values_list("work_id", "pk", "state")
    gone = {work: item for work, item, state in held if state == ItemState.SHELVED}
    if len(gone) <= AT_ONCE:
        push.items.filter(pk__in=gone.values()).update(state=ItemState.WITHDRAWN)
    else:
        push.held = True
    submissions.shelve(gone, on_shelf=False)
    PUSH.move(push, "roll_back", by=by, now=now, why=why, items=len(gone))
    return push


@journal.quiet("the line was written when the push was taken back")
@transaction.atomic
def take_down_some(push_id: UUID | str) -> bool:
    """Mark some items of a push that was taken back as what they are; say if there is more."""
    push = _locked(push_id)
    if not push.held or push.state != PushState.ROLLED_BACK:
        return False
    shelved = push.items.select_for_update().filter(state=ItemState.SHELVED).order_by("pk")
    if some := list(shelved.values_list("pk", flat=True)[:AT_A_TIME]):
        push.items.filter(pk__in=some).update(state=ItemState.WITHDRAWN)
        return True
    push.held = False
    push.save(update_fields=["held"])
    return False


def _locked(push_id: UUID | str) -> Push:
    return Push.objects.select_for_update(of=("self",)).get(pk=push_id)


def _works(push: Push) -> QuerySet[Work]:
    works = push.works.select_related("version", "place", "org").defer("version__spec")
    return works.order_by("submitted_at", "pk")


def _shelve(push: Push) -> int:
    """Tell the works of a push that the shelf has them; none may have lost its pass meanwhile."""
    held = push.works.select_for_update(of=("self",)).order_by("pk")
    lost = [title for title, state in held.values_list("title", "state") if state != State.PASSED]
    if lost:
        raise NotPassed(title=lost[0])
    items = dict(push.items.values_list("work_id", "pk"))
    submissions.shelve(items, on_shelf=True)
    return len(items)


def _enter(push: Push, works: Sequence[Work], now: datetime) -> None:
    told = entries.of_works(works)
    items = [_item(push, work, told[work.pk], now) for work in works]
    Item.objects.bulk_create(items)
    ItemFile.objects.bulk_create(
        ItemFile(item=item, blob_id=file.blob_id, order=order, name=file.name, about=file.about)
        for item in items
        for order, file in enumerate(told[item.work_id].files, 1)
    )


def _item(push: Push, work: Work, entry: entries.Entry, now: datetime) -> Item:
    if work.state != State.PASSED:
        raise NotPassed(title=work.title)
    found_by = entry.words.indexed
    fields = {name: getattr(entry, name) for name in entries.SHOWN}
    columns = {name: getattr(found_by, name) for name in PLAIN}
    vectors = {
        name: Cast(Value(getattr(found_by, name)), SearchVectorField())
        for name in ("words", "grams")
    }
    return Item(
        work=work,
        push=push,
        campaign_id=work.campaign_id,
        place_id=work.place_id,
        org_id=work.org_id,
        number=work.number,
        released_at=now,
        index_version=INDEX_VERSION,
        **fields,
        **columns,
        **vectors,
    )
