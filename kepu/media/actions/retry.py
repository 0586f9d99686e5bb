"""Another try (重做) for what could not be measured or made of a file, if a person asks."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media.actions.blobs import hold
from kepu.media.models import Blob, Reading
from kepu.media.queries import failures, makings_failed, sheets_given_up

AT_A_TIME = 500  # files; who asks waits for as long


@transaction.atomic
def retry(blob: Blob, *, by: Actor, now: datetime) -> int:
    """Forget what came to nothing, so that the jobs that follow do it anew; gives how many.

    What was measured and made stays, and so does a judgement that is settled.
    """
    jurisdiction.insist_on_duty(by, May.PLATFORM_RUN)
    hold(blob)
    sheets, makings = sheets_given_up().filter(blob=blob), makings_failed().filter(blob=blob)
    tiers = [sheet.tier for sheet in sheets]
    kinds = [making.what for making in makings]
    if not tiers and not kinds:
        return 0
    journal.record("blob.retry", by=by, now=now, on=blob, tiers=tiers, kinds=kinds)
    sheets.delete()
    Reading.objects.filter(blob=blob).exclude(trouble="").delete()
    makings.update(begun_at=None, part=0, ended_at=None, trouble="")
    return len(tiers) + len(kinds)


def retry_all(*, by: Actor, now: datetime) -> int:
    """Try again whatever came to nothing, 500 files at a time (全部重试); gives how many files."""
    blobs = [one.blob for one in failures()[:AT_A_TIME]]
    return sum(bool(retry(blob, by=by, now=now)) for blob in blobs)
