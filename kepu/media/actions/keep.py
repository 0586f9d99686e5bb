"""Keeping house: uploads that ended, blobs that nobody uses, files that are not what they were."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import store
from kepu.media.models import Blob, Upload
from kepu.media.queries import unused

KEPT = timedelta(days=30)  # a blob that nobody uses, for who might still want to
STRAY = 48 * 3600  # seconds: no request and no child takes that long
AT_A_TIME = 500
MOST_NAMED = 100


@transaction.atomic
def expire(*, by: Actor, now: datetime) -> int:
    """Clear away uploads that did not become whole in their term (过期上传); gives how many."""
    over = Upload.objects.filter(finished_at=None, expires_at__lte=now)
    tickets = list(over.select_for_update(skip_locked=True)[:AT_A_TIME])
    if not tickets:
        return 0
    journal.record("upload.expire", by=by, now=now, on=("upload", "batch"), count=len(tickets))
    for ticket in tickets:
        store.part_of(ticket.pk).unlink(missing_ok=True)
    Upload.objects.filter(pk__in=[ticket.pk for ticket in tickets]).delete()
    return len(tickets)


@journal.quiet("files that no row ever knew: what a killed request left behind")
def sweep(*, by: Actor, now: datetime) -> int:  # noqa: ARG001 - every action says who and when
    """Clear away part files that belong to no upload (残留文件); gives how many."""
    open_ones = {
        pk.hex for pk in Upload.objects.filter(finished_at=None).values_list("pk", flat=True)
    }
    before = time.time() - STRAY
    store.clear_copies()
    return store.clear_parts(open_ones, before=before) + store.vault().sweep(before)


@transaction.atomic
def collect(*, by: Actor, now: datetime) -> int:
    """Remove blobs that nobody has used for a month (清理); gives how many."""
    held = Blob.objects.select_for_update(skip_locked=True, of=("self",))
    blobs = list(unused(held, before=now - KEPT)[:AT_A_TIME])
    if not blobs:
        return 0
    size = sum(blob.size for blob in blobs)
    names = [blob.sha256 for blob in blobs[:MOST_NAMED]]
    journal.record(
        "blob.collect",
        by=by,
        now=now,
        on=("blob", "batch"),
        count=len(blobs),
        size=size,
        some=names,
    )
    Blob.objects.filter(pk__in=[blob.pk for blob in blobs]).delete()
    for blob in blobs:  # last of all, and under the lock: who brings the same bytes now waits
        store.remove(blob.sha256)
    return len(blobs)


def inspect(*, by: Actor, now: datetime) -> list[str]:
    """Compare every blob with its row, byte for byte (完整性检查); gives what is wrong."""
    faults = list(_faults())
    journal.record(
        "blob.inspect",
        by=by,
        now=now,
        on=("blob", "batch"),
        faults=faults[:MOST_NAMED],
        count=len(faults),
    )
    return faults


def _faults() -> Iterator[str]:
    known = Blob.objects.order_by("pk").values_list("sha256", "size")
    for sha256, size in known.iterator(chunk_size=AT_A_TIME):
        if fault := store.fault(sha256, size):
            yield f"{sha256} {fault}"
