"""Giving drafts up, and bringing them back (丢弃 · 找回)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.submissions.life import LIFE, State
from kepu.submissions.models import Work


@transaction.atomic
def discard(work_ids: Collection[UUID], *, by: Actor, now: datetime) -> list[Work]:
    """Give drafts up (丢弃); what is a draft no more, or another's, is left alone.

    They leave their batch, so that the same files may come in once more as other works.
    """
    works = _held(work_ids, State.DRAFT, by=by)
    for work in works:
        work.batch, work.batch_key = None, ""
        LIFE.move(work, "discard", by=by, now=now)
    return works


@transaction.atomic
def bring_back(work_ids: Collection[UUID], *, by: Actor, now: datetime) -> list[Work]:
    """Make drafts again of what was discarded (找回), with all that was in them."""
    works = _held(work_ids, State.DISCARDED, by=by)
    for work in works:
        LIFE.move(work, "bring_back", by=by, now=now)
    return works


def _held(work_ids: Collection[UUID], state: State, *, by: Actor) -> list[Work]:
    mine = jurisdiction.within(Work.objects.all(), by, May.WORK_SUBMIT)
    held = mine.select_for_update(of=("self",)).select_related("org", "place")
    return list(held.filter(pk__in=work_ids, state=state).order_by("pk"))
