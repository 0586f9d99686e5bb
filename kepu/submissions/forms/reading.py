"""Turns what a form sent into arguments: the draft, the files, the slot they are for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, QueryDict
from django.utils.datastructures import MultiValueDict

from kepu.core.ids import uuid_of
from kepu.places import queries as places
from kepu.places.forms import PlacePicker
from kepu.rulebook.answers import Answer, rows
from kepu.rulebook.spec import Field, Slot, Spec
from kepu.submissions.actions import Draft
from kepu.submissions.models import Work

AT_MOST = 2 << 30  # bytes of one file where the notice is silent (平台约定)
OTHER = "-other"
ROWS = 500  # of a table; what is sent beyond is not read


def draft_of(sent: QueryDict, work: Work, spec: Spec) -> Draft:
    """Read a draft from a form; items that are not open for change were not in it."""
    asked = [one for one in spec.fields_of(work.category) if work.may_change(one.code)]
    typed = [one for one in spec.slots_of(work.category) if one.typed and work.may_change(one.code)]
    subtype = sent.get("f-subtype", "") if work.may_change("subtype") else work.subtype
    return Draft(
        subtype=sent.get(f"f-subtype{OTHER}", "").strip() if subtype == "other" else subtype,
        fields={one.code: _answer(sent, one, work) for one in asked},
        typed={one.code: sent.get(f"t-{one.code}", "") for one in typed},
    )


def without(draft: Draft, row: str) -> Draft:
    """Leave one row out of a table (删一行), named by its field and number: ``creators.0``."""
    code, _, number = row.rpartition(".")
    kept = [one for at, one in enumerate(rows(draft.fields.get(code, []))) if str(at) != number]
    return replace(draft, fields={**draft.fields, code: kept}) if code in draft.fields else draft


def _answer(sent: QueryDict, asked: Field, work: Work) -> Answer:
    name = f"f-{asked.code}"
    if asked.kind == "choices":
        other = sent.get(name + OTHER, "").strip()
        return [*(one for one in sent.getlist(name) if one), *([other] if other else [])]
    if asked.kind == "table":
        return _rows(sent, name, [column.code for column in asked.columns])
    if asked.kind == "place":
        picked = PlacePicker().value_from_datadict(sent, None, name)
        place = places.chosen(picked.given, work.campaign.place.path)
        return place.code if place else ""
    return sent.get(name, "").replace("\r\n", "\n")


def _rows(sent: QueryDict, name: str, columns: list[str]) -> list[dict[str, str]]:
    """Read the rows of a table, in order; only blank ones at its end are left out."""
    cell = re.compile(rf"{re.escape(name)}\.(\d{{1,4}})\.")
    found = (cell.match(key) for key in sent)
    numbers = sorted({int(one[1]) for one in found if one})[:ROWS]
    read = [{code: sent.get(f"{name}.{n}.{code}", "").strip() for code in columns} for n in numbers]
    while read and not any(read[-1].values()):
        read.pop()
    return read


def brought(
    files: MultiValueDict[str, UploadedFile], work: Work, spec: Spec
) -> Iterator[tuple[Slot, UUID | None, UploadedFile]]:
    """List the files a form brought: slot, the file it replaces, the file."""
    for name in files:
        slot, replaces = slot_named(name, work, spec)
        yield from ((slot, replaces, file) for file in files.getlist(name))


def slot_named(name: str, work: Work, spec: Spec) -> tuple[Slot, UUID | None]:
    """Read the name of a file control: ``file-<slot>``, or ``replace-<slot>:<file>``."""
    what, _, rest = name.partition("-")
    code, _, pk = rest.partition(":")
    found = next((slot for slot in spec.slots_of(work.category) if slot.code == code), None)
    if found is None or what not in {"file", "replace"}:
        raise Http404
    return found, uuid_of(pk) if what == "replace" else None


def at_most(slot: Slot) -> int:
    return slot.at_most_bytes or AT_MOST


def count_of(said: str) -> int:
    """Read how often a draft had been edited; anything else is never."""
    return int(said) if said.isdecimal() else -1
