"""Reads what the page of a batch sends (批量报送): the files that are to come, what is shared."""

from __future__ import annotations

import json

from django.http import QueryDict

from kepu.rulebook import answers
from kepu.rulebook.spec import Slot, Spec
from kepu.submissions.actions import Draft
from kepu.submissions.forms.controls import Control, controls
from kepu.submissions.forms.grouping import LONGEST, MOST, Coming
from kepu.submissions.forms.reading import draft_of
from kepu.submissions.queries import Sheet


def coming(said: str) -> list[Coming]:
    """Read the files that were chosen: ``[["folder/a.jpg", 1234], …]``; nonsense is left out."""
    try:
        rows = json.loads(said)
    except ValueError:
        return []
    listed = rows if isinstance(rows, list) else []
    pairs = (one for one in listed if isinstance(one, list) and len(one) == 2)  # noqa: PLR2004
    files = [
        Coming(path.strip("/")[-LONGEST:], size)
        for path, size in pairs
        if isinstance(path, str) and isinstance(size, int) and path.strip("/")
    ]
    return files[:MOST]


def shared(page: Sheet) -> list[Control]:
    """Draw what may be the same for all works of a batch: everything but the title."""
    return [one for one in controls(page, strict=False) if one.field.code != "title"]


def shared_of(sent: QueryDict, page: Sheet) -> Draft:
    """Read what all works of a batch share."""
    draft = draft_of(sent, page.work, page.spec)
    fields = {code: answer for code, answer in draft.fields.items() if code != "title"}
    return Draft(subtype=draft.subtype, fields=fields)


def slots_of(page: Sheet) -> list[Slot]:
    """List the slots that files of a batch can go to, as far as the answers are known."""
    asked = answers.asked(page.spec.slots_of(page.work.category), page.work.fields)
    return [slot for slot in asked if not slot.typed]


def takes_files(spec: Spec, category: str) -> bool:
    """Say whether works of a category begin with a file, not with a text that is typed."""
    slots = [slot for slot in spec.slots_of(category) if slot.count[0] and not slot.when]
    return any(not slot.typed for slot in slots)
