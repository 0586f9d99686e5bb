"""Putting files into the slots of a work, replacing, removing and ordering them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from django.db import transaction

from kepu.campaigns.queries import spec_of
from kepu.checks import actions as checks
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import actions as media
from kepu.media.models import Blob, Upload
from kepu.rulebook.spec import Slot
from kepu.submissions import queries
from kepu.submissions.actions.drafting import own
from kepu.submissions.actions.refusals import ItemShut, NoSuchFile, NoSuchSlot, TooMany
from kepu.submissions.models import SlotFile, Work

TEXT_AT_MOST = 1 << 20
SOON, WEEK = timedelta(minutes=5), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that arrived (来件): its bytes, its name, and the file it takes the place of."""

    blob: Blob
    name: str
    replaces: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A large file that is to come (要上传的): for which slot, how large, in whose place."""

    slot: str
    purpose: str
    at_most_bytes: int
    replaces: UUID | None = None


@transaction.atomic
def admit(work_id: UUID, wanted: Wanted, *, by: Actor, now: datetime) -> Upload:
    """Issue a ticket for a large file if its slot can take it, before it is sent (准许上传)."""
    work = own(work_id, by=by)
    slot = _slot(work, wanted.slot)
    files = [file for file in queries.files_of(work) if file.slot == wanted.slot]
    _replaced(slot, files, wanted.replaces)
    size, until = wanted.at_most_bytes, now + WEEK
    return media.allow(wanted.purpose, at_most_bytes=size, expires=until, by=by, now=now)


@transaction.atomic
def attach(
    work_id: UUID, slot_code: str, brought: Brought, *, by: Actor, now: datetime
) -> SlotFile:
    """Put a file into a slot, at the end or in the place of another, and have it checked (放入).

    The same file once more, as after a second click, is there already.
    """
    work = own(work_id, by=by)
    slot = _slot(work, slot_code)
    files = [file for file in queries.files_of(work) if file.slot == slot_code]
    there = next((one for one in files if same(one, brought)), None)
    if there:
        return there
    old = _replaced(slot, files, brought.replaces)
    if old:
        old.current = False
        old.save()
    file = SlotFile.objects.create(
        work=work,
        slot=slot_code,
        order=old.order if old else max((one.order for one in files), default=0) + 1,
        version=old.version + 1 if old else 1,
        blob=brought.blob,
        name=brought.name[-255:],
        file_ref=checks.expect(queries.handed(work, slot_code, brought), by=by, now=now),
        attached_at=now,
    )
    journal.record("work.attach", by=by, now=now, on=work, slot=slot_code, file=str(file.pk))
    return file


def _replaced(slot: Slot, files: list[SlotFile], which: UUID | None) -> SlotFile | None:
    """Find the file whose place another takes; None: there is room for one more."""
    old = next((file for file in files if file.pk == which), None)
    if old is None and slot.count[1] == 1 and files:
        return files[0]
    if old is None and len(files) >= slot.count[1]:
        raise TooMany(slot=slot.label, most=slot.count[1])
    return old


def same(file: SlotFile, brought: Brought) -> bool:
    """Say whether a file is there already, under the same name."""
    return (file.blob_id, file.name) == (brought.blob.pk, brought.name[-255:])


@transaction.atomic
def detach(file_id: UUID, *, by: Actor, now: datetime) -> SlotFile:
    """Take a file out of a work; its version stays on record (移除)."""
    file, work = _own_file(file_id, by=by)
    file.current = False
    file.save()
    journal.record("work.detach", by=by, now=now, on=work, slot=file.slot, file=str(file.pk))
    return file


@transaction.atomic
def restore(file_id: UUID, *, by: Actor, now: datetime) -> SlotFile:
    """Put a file back that was taken out, where it was, and judge it by today's form (撤销移除)."""
    file = SlotFile.objects.filter(pk=file_id).first()
    if file is None:
        raise NoSuchFile
    work = own(file.work_id, by=by)
    file.refresh_from_db()
    slot, row = _slot(work, file.slot), queries.series_of(file)
    if file.current:
        return file
    if len(row) >= slot.count[1]:
        raise TooMany(slot=slot.label, most=slot.count[1])
    file.current = True
    file.save()
    _number(sorted([*row, file], key=lambda one: (one.order, one.pk)))
    checks.describe(file.file_ref, queries.given(work, file.name), by=by, now=now)
    checks.renew(file.file_ref, work.version, by=by, now=now)
    journal.record("work.restore", by=by, now=now, on=work, slot=file.slot, file=str(file.pk))
    return file


@transaction.atomic
def move(file_id: UUID, *, back: bool, by: Actor, now: datetime) -> SlotFile:
    """Move a file of a series one place on, or back (调序); at the end nothing changes."""
    file, work = _own_file(file_id, by=by)
    here = queries.series_of(file).index(file)
    return _put(file, work, here + (-1 if back else 1), by=by, now=now)


@transaction.atomic
def place(file_id: UUID, *, at: int, by: Actor, now: datetime) -> SlotFile:
    """Put a file of a series in the place of that number, from 1 (排到第几)."""
    file, work = _own_file(file_id, by=by)
    return _put(file, work, at - 1, by=by, now=now)


def _put(file: SlotFile, work: Work, there: int, *, by: Actor, now: datetime) -> SlotFile:
    row = [one for one in queries.series_of(file) if one != file]
    row.insert(min(max(there, 0), len(row)), file)
    _number(row)
    journal.record("work.move", by=by, now=now, on=work, slot=file.slot, file=str(file.pk))
    return file


def _number(row: list[SlotFile]) -> None:
    """Write down the order of a series."""
    for order, one in enumerate(row, start=1):
        one.order = order
    SlotFile.objects.bulk_update(row, ["order"])


def write(work_id: UUID, *, by: Actor, now: datetime) -> list[SlotFile]:
    """Make the texts typed on the page files of their slots, where they changed (写成文件)."""
    work = Work.objects.select_related("version").get(pk=work_id)
    written = []
    for slot, text in queries.unwritten(work, spec_of(work.version)):
        ticket = media.allow("work", at_most_bytes=TEXT_AT_MOST, expires=now + SOON, by=by, now=now)
        name = f"{slot.label}.txt"
        blob = media.receive(ticket, BytesIO(text.encode()), name=name, by=by, now=now)
        brought = Brought(blob=blob, name=name)
        written.append(attach(work_id, slot.code, brought, by=by, now=now))
    return written


def _slot(work: Work, code: str) -> Slot:
    slots = spec_of(work.version).slots_of(work.category)
    slot = next((slot for slot in slots if slot.code == code), None)
    if slot is None:
        raise NoSuchSlot(slot=code)
    if not work.may_change(code):
        raise ItemShut(item=slot.label)
    return slot


def _own_file(file_id: UUID, *, by: Actor) -> tuple[SlotFile, Work]:
    file = SlotFile.objects.filter(pk=file_id, current=True).first()
    if file is None:
        raise NoSuchFile
    work = own(file.work_id, by=by)
    file.refresh_from_db()
    if not file.current:
        raise NoSuchFile
    _slot(work, file.slot)
    return file, work
