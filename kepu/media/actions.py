"""What can be done to files. Every write to a Blob and what hangs on it is in this file."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.core.ids import uuid7
from kepu.journal import actions as journal
from kepu.media import children, store
from kepu.media.measures import VERSIONS
from kepu.media.models import Blob, FactSheet, Upload
from kepu.rulebook.facts import Facts, Tier, as_json, from_json


class TicketOver(Refused):
    """The ticket has expired."""

    code, says = "ticket_over", "上传已超过有效期，请回到填报页面重新选择文件"


class TicketUsed(Refused):
    """The ticket has brought its file already."""

    code, says = "ticket_used", "这次上传已经完成，不能再传第二个文件"


class NotYourTicket(Refused):
    """The ticket was issued to somebody else."""

    code, says = "not_your_ticket", "这次上传不是你发起的"


class EmptyFile(Refused):
    """The file has no bytes."""

    code, says = "empty_file", "文件“{name}”是空的（0 字节），没有收下"


@transaction.atomic
def allow(
    purpose: str, *, at_most_bytes: int, expires: datetime, by: Actor, now: datetime
) -> Upload:
    """Issue a ticket for one file (准许上传); the room that asks has checked that it may."""
    ticket = Upload.objects.create(
        purpose=purpose,
        at_most_bytes=at_most_bytes,
        expires_at=expires,
        person_id=by.person_id,
        org_id=by.org_id,
    )
    journal.record("upload.allow", by=by, now=now, on=ticket, purpose=purpose)
    return ticket


def receive(ticket: Upload, stream: store.Stream, *, name: str, by: Actor, now: datetime) -> Blob:
    """Take in a whole file on a ticket (接收文件): on disk first, then in the database."""
    _insist_usable(ticket, by=by, now=now)
    part = store.part_of(uuid7())
    try:
        taken = store.take(stream, part, at_most=ticket.at_most_bytes)
        if not taken.size:
            raise EmptyFile(name=name)
        blob = _finish(ticket, taken, name=name, by=by, now=now)
    finally:
        part.unlink(missing_ok=True)
    with suppress(OSError):  # no child to be had just now: the job that is queued tries again
        measure(blob, Tier.PROBE, by=Actor.machine("media"), now=now)
    return blob


def measure(blob: Blob, tier: Tier, *, by: Actor, now: datetime) -> Facts:
    """Take the facts of a blob (测量), once for each tier and version of the code."""
    version = VERSIONS[tier]
    sheet = FactSheet.objects.filter(blob=blob, tier=tier, version=version).first()
    if sheet is not None:
        return from_json(sheet.facts)
    jurisdiction.insist(by, May.MEDIA_MEASURE, blob)
    facts = children.measure(store.path_of(blob.sha256), tier, sha256=blob.sha256)
    _write_down(blob, tier, facts, by=by, now=now)
    return facts


@journal.quiet("holds a row in the transaction of the one who asks")
def hold(blob: Blob) -> Blob:
    """Hold a blob till the end of the transaction: nobody writes facts of it or collects it."""
    return Blob.objects.select_for_update().get(pk=blob.pk)


@transaction.atomic
def _write_down(blob: Blob, tier: Tier, facts: Facts, *, by: Actor, now: datetime) -> None:
    """Keep the facts; the blob is held, so that who attaches it sees them or is seen by the job."""
    hold(blob)
    _, fresh = FactSheet.objects.get_or_create(
        blob=blob,
        tier=tier,
        version=VERSIONS[tier],
        defaults={"facts": as_json(facts), "made_at": now},
    )
    if fresh:
        journal.record("blob.measure", by=by, now=now, on=blob, tier=tier, readable=facts.readable)


@transaction.atomic
def _finish(ticket: Upload, taken: store.Taken, *, name: str, by: Actor, now: datetime) -> Blob:
    ticket = Upload.objects.select_for_update().get(pk=ticket.pk)
    _insist_usable(ticket, by=by, now=now)
    blob = _enter(taken, now=now)
    store.place(taken)
    ticket.blob, ticket.finished_at = blob, now
    ticket.name, ticket.offset = name[-255:], taken.size
    ticket.save()
    journal.record("blob.arrive", by=by, now=now, on=blob, upload=str(ticket.pk), size=blob.size)
    return blob


def _enter(taken: store.Taken, *, now: datetime) -> Blob:
    """Find or make the row of these bytes, and hold it: the collector waits, or has finished."""
    Blob.objects.bulk_create(
        [Blob(sha256=taken.sha256, size=taken.size, arrived_at=now)],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["size"],
    )
    return Blob.objects.get(sha256=taken.sha256)


def _insist_usable(ticket: Upload, *, by: Actor, now: datetime) -> None:
    if ticket.person_id != by.person_id:
        raise NotYourTicket
    if ticket.is_over(now):
        raise TicketOver
    if ticket.finished_at is not None:
        raise TicketUsed
