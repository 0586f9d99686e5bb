"""Moving files between the disk and a store elsewhere (搬移存储), each of them verified."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.journal import actions as journal
from kepu.media import store
from kepu.media.models import Blob
from kepu.media.vaults import Damaged, Vault

AT_A_TIME = 500


@dataclass(slots=True)
class Moved:
    """What became of the files so far."""

    there: int = 0  # were at the target already
    moved: int = 0
    removed: int = 0  # from where they came
    size: int = 0  # bytes that were moved
    faults: list[str] = field(default_factory=list)

    @property
    def seen(self) -> int:
        return self.there + self.moved + len(self.faults)


def move(
    target: Vault,
    source: Vault,
    *,
    remove: bool,
    tell: Callable[[Moved], None],
    by: Actor,
    now: datetime,
) -> Moved:
    """Bring every file to another vault (搬移); what is removed was found whole there before.

    Cut off at any point it goes on where it stood, since what is there is not sent again.
    """
    done = Moved()
    for blob in _every():
        _bring(blob, target, source, remove, done)
        tell(done)
    journal.record(
        "blob.move",
        by=by,
        now=now,
        on=("blob", "batch"),
        moved=done.moved,
        there=done.there,
        removed=done.removed,
        size=done.size,
        faults=len(done.faults),
    )
    return done


def _every() -> Iterator[Blob]:
    """Walk all blobs, those that come meanwhile too, in short queries."""
    after = None
    while page := list(_after(after)[:AT_A_TIME]):
        yield from page
        after = page[-1].pk


def _after(pk: object) -> QuerySet[Blob]:
    blobs = Blob.objects.order_by("pk")
    return blobs.filter(pk__gt=pk) if pk else blobs


@transaction.atomic
def _bring(blob: Blob, target: Vault, source: Vault, remove: bool, done: Moved) -> None:
    """Bring one file over; its row is held, so that nobody collects it meanwhile."""
    held = Blob.objects.select_for_update().filter(pk=blob.pk).first()
    if held is None:
        return
    try:
        if target.size_of(blob.sha256) == blob.size and not (
            remove and target.fault(blob.sha256, blob.size)
        ):
            done.there += 1
        else:
            _copy(blob, target, source)
            done.moved += 1
            done.size += blob.size
    except Damaged:
        why = source.fault(blob.sha256, blob.size) or "写到另一边后与原文件不同"
        done.faults.append(f"{blob.sha256} {why}")
        return
    if remove and source.size_of(blob.sha256) is not None:
        source.remove(blob.sha256)
        done.removed += 1


def _copy(blob: Blob, target: Vault, source: Vault) -> None:
    part = store.part_of(uuid7())
    part.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.fetch(blob.sha256, part)
        if target.size_of(blob.sha256) is not None:
            target.remove(blob.sha256)  # what lies there is not it
        target.put(blob.sha256, blob.size, part)
    finally:
        part.unlink(missing_ok=True)
