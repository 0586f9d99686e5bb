"""Jobs on works: a file is judged to the end, so its work may go on."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from kepu.core.actor import Actor
from kepu.core.jobs import job
from kepu.journal.models import Line
from kepu.submissions import actions


@job()
def settle_check(line: int) -> None:
    file_ref = UUID(Line.objects.get(pk=line).subject_id)
    actions.settle_check(file_ref, by=Actor.machine("checks"), now=timezone.now())
