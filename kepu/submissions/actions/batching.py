"""Many works at once (批量报送): a batch is begun, what its works share is said, files come in."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.checks.models import Verdict
from kepu.checks.queries import judgements_of
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import actions as media
from kepu.media.models import Upload
from kepu.orgs.models import Org
from kepu.rulebook.answers import each
from kepu.rulebook.spec import Slot, Spec
from kepu.submissions import queries
from kepu.submissions.actions.drafting import (
    Draft,
    insist_may_begin,
    start,
    tell_checks,
)
from kepu.submissions.actions.filing import Brought, attach, same
from kepu.submissions.actions.refusals import NoSuchBatch, NoSuchSlot
from kepu.submissions.life import State
from kepu.submissions.models import Batch, SlotFile, Work

WEEK = timedelta(days=7)
LONGEST_KEY = 255
LONGEST = 100  # characters of a title, where the notice is silent
BLANKS = re.compile(r"[\s\x00-\x1f\x7f_]+")
COUNTED = re.compile(r"^\d{1,3}[-、.．]\s*(?=[^\W\d])")  # 03-雷电, but not 3-5岁, not 3D


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One file of many (一件来件): of which work, what that is called, which slot it fills."""

    key: str
    title: str
    slot: str
    brought: Brought


@transaction.atomic
def begin(campaign: Campaign, category: str, *, org: Org, by: Actor, now: datetime) -> Batch:
    """Begin to hand in many works of a category together (一次交多件)."""
    insist_may_begin(campaign, category, org=org, by=by, now=now)
    batch = Batch.objects.create(
        campaign=campaign,
        org=org,
        place=org.place,
        category=category,
        made_at=now,
        created_by=by.person_id,
    )
    journal.record("batch.begin", by=by, now=now, on=batch, category=category)
    return batch


@transaction.atomic
def share(batch_id: UUID, draft: Draft, *, by: Actor, now: datetime) -> int:
    """Say what all works of a batch share (共同填写), and tell its drafts; give how many changed.

    A draft takes an answer over where it has none, or still has the one that was shared before.
    """
    batch = _own(batch_id, by=by)
    spec, before = spec_of(queries.version_of(batch)), _said(batch)
    asked = {one.code for one in spec.fields_of(batch.category)} - {"title"}
    said = {code: answer for code, answer in draft.fields.items() if code in asked}
    batch.fields, batch.subtype = {**batch.fields, **said}, draft.subtype[:40]
    batch.save(update_fields=["fields", "subtype"])
    drafts = batch.works.select_for_update(of=("self",)).filter(state=State.DRAFT)
    drafts = drafts.select_related("campaign", "version", "org", "place").order_by("pk")
    told = sum(_tell(work, before, _said(batch), by=by, now=now) for work in drafts)
    journal.record("batch.share", by=by, now=now, on=batch, works=told)
    return told


@transaction.atomic
def admit_to(
    batch_id: UUID, slot_code: str, *, at_most_bytes: int, by: Actor, now: datetime
) -> Upload:
    """Issue a ticket for a large file of a batch before it is sent (准许上传)."""
    batch = _own(batch_id, by=by)
    insist_may_begin(batch.campaign, batch.category, org=batch.org, by=by, now=now)
    slot = _slot(spec_of(queries.version_of(batch)), batch.category, slot_code)
    purpose = queries.upload_purpose(batch.pk, slot.code)
    return media.allow(purpose, at_most_bytes=at_most_bytes, expires=now + WEEK, by=by, now=now)


@journal.quiet("the work it makes and the file it puts in have lines of their own")
@transaction.atomic
def bring(batch_id: UUID, piece: Piece, *, by: Actor, now: datetime) -> Work:
    """Make a draft of a file, or put it into the draft of its group (一个文件一件).

    The same file once more, as after a reload, is there already. Another one of the same name
    takes the place of what the checks refused; what is good stays, and a draft of its own is made.
    """
    batch = _own(batch_id, by=by)
    spec = spec_of(queries.version_of(batch))
    slot = _slot(spec, batch.category, piece.slot)
    nth, key = 1, piece.key
    work, old = _place(batch, key, slot, piece.brought)
    while work is not None and old is None:
        held = list(work.files.filter(current=True, slot=slot.code))
        if any(same(one, piece.brought) for one in held):
            return work
        if work.state == State.DRAFT and len(held) < slot.count[1]:
            break
        nth += 1
        key = f"{piece.key} ({nth})"
        work, old = _place(batch, key, slot, piece.brought)
    if work is None:
        work = _begun(batch, spec, key, piece.title, by=by, now=now)
    brought = replace(piece.brought, replaces=old.pk if old else None)
    attach(work.pk, slot.code, brought, by=by, now=now)
    return work


def title_of(said: str, spec: Spec, category: str) -> str:
    """Make a title of the name of a file: no number before it, no signs for blanks, not too long.

    “03-雷电_从哪来” is 雷电 从哪来.
    """
    plain = BLANKS.sub(" ", unicodedata.normalize("NFC", said)).strip(" -.、．")
    bare = COUNTED.sub("", plain) or plain
    asked = next((one for one in spec.fields_of(category) if one.code == "title"), None)
    most = asked.bounds.at_most if asked and asked.bounds else None
    return bare[: min(LONGEST, int(most))] if most is not None else bare[:LONGEST]


def _own(batch_id: UUID, *, by: Actor) -> Batch:
    """Hold a batch, so that two files of one group make one work."""
    near = ("campaign__version", "campaign__place", "campaign__host", "org__place")
    held = Batch.objects.select_for_update(of=("self",)).select_related(*near)
    batch = held.filter(pk=batch_id).first()
    if batch is None or not jurisdiction.may(by, May.WORK_SUBMIT, batch):
        raise NoSuchBatch
    return batch


def _slot(spec: Spec, category: str, code: str) -> Slot:
    found = (one for one in spec.slots_of(category) if one.code == code and not one.typed)
    slot = next(found, None)
    if slot is None:
        raise NoSuchSlot(slot=code)
    return slot


def _place(
    batch: Batch, key: str, slot: Slot, brought: Brought
) -> tuple[Work | None, SlotFile | None]:
    """Find the work of a key, and the file in it whose place another of its name takes."""
    work = batch.works.filter(batch_key=key[-LONGEST_KEY:]).first()
    if work is None or work.state != State.DRAFT:
        return work, None
    named = work.files.filter(current=True, slot=slot.code, name=brought.name[-255:]).first()
    if named is None or same(named, brought):
        return work, None
    judged = judgements_of([named.file_ref]).get(named.file_ref)
    refused = judged is not None and judged.verdict == Verdict.BLOCK
    return work, named if refused or slot.count[1] > 1 else None


def _begun(batch: Batch, spec: Spec, key: str, title: str, *, by: Actor, now: datetime) -> Work:
    work = start(batch.campaign, batch.category, org=batch.org, by=by, now=now)
    work.batch, work.batch_key, work.subtype = batch, key[-LONGEST_KEY:], batch.subtype
    named = title_of(title, spec, batch.category)
    work.fields, work.title = {**batch.fields, "title": named}, named[:100]
    work.save()
    return work


def _said(batch: Batch) -> dict[str, Any]:
    return {**batch.fields, "": batch.subtype}


def _tell(
    work: Work, before: dict[str, Any], after: dict[str, Any], *, by: Actor, now: datetime
) -> bool:
    """Give a draft what is shared now; what was typed in it alone stays."""
    has = {**work.fields, "": work.subtype}
    fresh = {
        code: answer
        for code, answer in after.items()
        if answer != has.get(code, "")
        and (not each(has.get(code, "")) or has.get(code, "") == before.get(code, ""))
    }
    if not fresh:
        return False
    told = queries.told(work)
    work.subtype = fresh.pop("", work.subtype)
    work.fields = {**work.fields, **fresh}
    work.edits, work.saved_at = work.edits + 1, now
    work.save()
    if queries.told(work) != told:
        tell_checks(work, spec_of(work.version), told, by=by, now=now)
    return True
