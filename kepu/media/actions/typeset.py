"""What a document is read by: its text in pieces, its pictures and pages drawn anew, once."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import store
from kepu.media.actions.blobs import hold
from kepu.media.actions.render import enter_all, looked_at
from kepu.media.models import Blob, Reading
from kepu.media.queries import facts_of
from kepu.media.renders import run
from kepu.media.renders.pieces import NAME, VERSION

READ = {"docx", "doc", "pdf", "txt"}
UNREAD = "平台没能排出可以在网页上阅读的样子，请下载原文件查看"


def typeset(blob: Blob, *, by: Actor, now: datetime) -> Reading | None:
    """Make the reading of a document (排版), once; one that cannot be read says so."""
    jurisdiction.insist(by, May.MEDIA_MEASURE, blob)
    facts = facts_of(blob)
    if facts is None or not facts.readable or facts.format not in READ:
        return None
    if Reading.objects.filter(blob=blob).exists():
        return None
    with store.folder() as folder, store.lent(blob.sha256) as source:
        files = run.read(source, facts.format, folder)
        said = _said(files.pop(NAME, None))
        made = [looked_at(kind, file) for kind, file in files.items()]
        return _keep(blob, said, made, by=by, now=now)


@transaction.atomic
def _keep(
    blob: Blob, said: dict[str, Any], made: list[Any], *, by: Actor, now: datetime
) -> Reading | None:
    hold(blob)
    reading, fresh = Reading.objects.get_or_create(
        blob=blob, defaults={"version": VERSION, "made_at": now, **said}
    )
    if not fresh:
        return None
    enter_all(blob, made, now=now)
    journal.record("blob.typeset", by=by, now=now, on=blob, pieces=len(reading.pieces))
    return reading


def _said(file: Path | None) -> dict[str, Any]:
    """Read what the child wrote; nothing written is a reading that says why."""
    if file is None:
        return {"trouble": UNREAD}
    raw = json.loads(file.read_text("utf-8"))
    return {"pieces": raw["pieces"], "is_cut": raw["cut"]}
