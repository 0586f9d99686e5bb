"""What a document is read by: its text in pieces, its pictures and pages drawn anew, once."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import store
from kepu.media.actions.blobs import hold
from kepu.media.actions.making import begin, under_way, wanted
from kepu.media.actions.render import Made, enter_all, looked_at
from kepu.media.models import Blob, Reading, What
from kepu.media.queries import facts_of
from kepu.media.renders import run
from kepu.media.renders.pieces import NAME, VERSION

UNREAD = "平台没能排出可以在网页上阅读的样子，请下载原文件查看"


def typeset(blob: Blob, *, by: Actor, now: datetime) -> Reading | None:
    """Make the reading of a document (排版), once; one that cannot be read says so."""
    jurisdiction.insist(by, May.MEDIA_MEASURE, blob)
    facts = facts_of(blob)
    making = begin(blob, What.READING, now=now) if facts and What.READING in wanted(facts) else None
    if facts is None or making is None:
        return None
    with store.folder() as folder, store.lent(blob.sha256) as source, under_way(making, now=now):
        files = run.read(source, facts.format, folder)
        said = json.loads(files.pop(NAME).read_text("utf-8"))
        made = [looked_at(kind, file) for kind, file in files.items()]
        _keep(blob, said, made, by=by, now=now)
    if making.trouble:
        told = {"version": VERSION, "made_at": now, "trouble": UNREAD}
        Reading.objects.get_or_create(blob=blob, defaults=told)
    return Reading.objects.filter(blob=blob).first()


@transaction.atomic
def _keep(blob: Blob, said: dict[str, Any], made: list[Made], *, by: Actor, now: datetime) -> None:
    hold(blob)
    told = {"version": VERSION, "made_at": now, "pieces": said["pieces"], "is_cut": said["cut"]}
    reading, fresh = Reading.objects.get_or_create(blob=blob, defaults=told)
    if fresh:
        enter_all(blob, made, now=now)
        journal.record("blob.typeset", by=by, now=now, on=blob, pieces=len(reading.pieces))
