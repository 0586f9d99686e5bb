"""How bytes come in: a ticket is issued, a file arrives on it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.core.ids import uuid7
from kepu.journal import actions as journal
from kepu.media import store
from kepu.media.actions.blobs import enter
from kepu.media.actions.measure import measure
from kepu.media.models import Blob, Upload
from kepu.rulebook.facts import Tier


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
        store.carry(taken)
        blob = _finish(ticket, taken, name=name, by=by, now=now)
    finally:
        part.unlink(missing_ok=True)
    _probe(blob, now=now)
    return blob


@journal.quiet("how far bytes have come is no deed; the arrival is")
@transaction.atomic
def begin(ticket_id: UUID, *, length: int, name: str, by: Actor, now: datetime) -> Upload:
    """Start a resumable upload on a ticket; started again with the same length it goes on."""
    ticket = Upload.objects.select_for_update().get(pk=ticket_id)
    _insist_usable(ticket, by=by, now=now)
    if length > ticket.at_most_bytes:
        raise store.TooLarge(at_most=store.as_size(ticket.at_most_bytes))
    if not length:
        raise EmptyFile(name=name)
    if ticket.length not in {None, length}:
        raise TicketUsed
    ticket.length, ticket.name = length, name[-255:]
    ticket.save()
    return ticket


def come(ticket: Upload, at: int, *, sha256: str = "", by: Actor, now: datetime) -> Upload:
    """Remember how far an upload has come, all on disk; the last byte makes it a file, once."""
    if ticket.finished_at is not None:
        return ticket
    if at < (ticket.length or 0):
        return _advance(ticket, at, by=by, now=now)
    part = store.part_of(ticket.pk)
    taken = store.Taken(part, sha256, at) if sha256 else store.whole(part)
    store.carry(taken)
    blob = _finish(ticket, taken, name=ticket.name, by=by, now=now)
    part.unlink(missing_ok=True)
    _probe(blob, now=now)
    ticket.refresh_from_db()
    return ticket


@journal.quiet("how far bytes have come is no deed; the arrival is")
def advance(upload_id: UUID, at: int, *, by: Actor, now: datetime) -> bool:  # noqa: ARG001
    """Remember in one statement how far an upload has come; False if it may not go on so."""
    coming = Upload.objects.filter(pk=upload_id, finished_at=None, expires_at__gt=now)
    return coming.filter(length__gt=at).update(offset=at) == 1


@transaction.atomic
def _advance(ticket: Upload, at: int, *, by: Actor, now: datetime) -> Upload:
    ticket = Upload.objects.select_for_update().get(pk=ticket.pk)
    _insist_usable(ticket, by=by, now=now)
    ticket.offset = at
    ticket.save(update_fields=["offset"])
    return ticket


@transaction.atomic
def drop(ticket: Upload, *, by: Actor, now: datetime) -> None:
    """Give up an upload that is not whole (取消上传): its bytes and its ticket go."""
    ticket = Upload.objects.select_for_update().get(pk=ticket.pk)
    _insist_usable(ticket, by=by, now=now)
    journal.record("upload.drop", by=by, now=now, on=ticket)
    store.part_of(ticket.pk).unlink(missing_ok=True)
    ticket.delete()


def _probe(blob: Blob, *, now: datetime) -> None:
    with suppress(OSError, store.Away):  # not to be had just now: the queued job tries again
        measure(blob, Tier.PROBE, by=Actor.machine("media"), now=now)


@transaction.atomic
def _finish(ticket: Upload, taken: store.Taken, *, name: str, by: Actor, now: datetime) -> Blob:
    ticket = Upload.objects.select_for_update().get(pk=ticket.pk)
    _insist_usable(ticket, by=by, now=now)
    blob = enter(taken, now=now)
    ticket.blob, ticket.finished_at = blob, now
    ticket.name, ticket.offset, ticket.length = name[-255:], taken.size, taken.size
    ticket.save()
    journal.record("blob.arrive", by=by, now=now, on=blob, upload=str(ticket.pk), size=blob.size)
    return blob


def _insist_usable(ticket: Upload, *, by: Actor, now: datetime) -> None:
    if ticket.person_id != by.person_id:
        raise NotYourTicket
    if ticket.is_over(now):
        raise TicketOver
    if ticket.finished_at is not None:
        raise TicketUsed
