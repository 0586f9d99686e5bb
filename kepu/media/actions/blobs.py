"""The rows of bytes: entering them, holding them against whoever else would touch them."""

from __future__ import annotations

from datetime import datetime

from kepu.journal import actions as journal
from kepu.media import store
from kepu.media.models import Blob


@journal.quiet("holds a row in the transaction of the one who asks")
def hold(blob: Blob) -> Blob:
    """Hold a blob till the end of the transaction: nobody writes facts of it or collects it."""
    return Blob.objects.select_for_update().get(pk=blob.pk)


@journal.quiet("a part of an arrival or a rendering, whose line names the blob")
def enter(taken: store.Taken, *, now: datetime) -> Blob:
    """Give these bytes their row and their place; the row is held, so the collector waits."""
    Blob.objects.bulk_create(
        [Blob(sha256=taken.sha256, size=taken.size, arrived_at=now)],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["size"],
    )
    blob = Blob.objects.get(sha256=taken.sha256)
    store.place(taken)
    return blob
