"""A draft follows its campaign to the version in force, so that its form asks what sending asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kepu.campaigns.queries import spec_of
from kepu.checks import actions as checks
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.submissions import queries
from kepu.submissions.actions.drafting import own
from kepu.submissions.actions.refusals import CategoryOver
from kepu.submissions.models import Work


@journal.quiet("a draft follows its campaign, whose line holds the revision")
@transaction.atomic
def renew(work_id: UUID, *, by: Actor, now: datetime) -> Work:
    """Bring a draft under the version in force (换用现行版本)."""
    work = own(work_id, by=by)
    enter_version(work, by=by, now=now)
    return work


@journal.quiet("a part of handing in, whose line holds the version")
def enter_version(work: Work, *, by: Actor, now: datetime) -> None:
    """Put a work that the caller holds under the version in force, and have its files judged so.

    A file of a slot that is asked for no more is taken out; its version stays on record.
    """
    current = work.campaign.version
    if current is None or current.pk == work.version_id:
        return
    spec, before = spec_of(current), spec_of(work.version)
    if work.category not in {one.code for one in spec.categories}:
        raise CategoryOver(category=before.category(work.category).label)
    work.version = current
    work.save(update_fields=["version"])
    asked = {slot.code for slot in spec.slots_of(work.category)}
    for file in queries.files_of(work):
        file.current = file.slot in asked
        file.save()
        if file.current:
            checks.renew(file.file_ref, current, by=by, now=now)
