"""Jobs on judgements: more is known of a blob, so its files are judged again; or it is asked."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from kepu.campaigns.models import CampaignVersion
from kepu.checks import actions
from kepu.checks.queries import waiting_for
from kepu.core.actor import Actor
from kepu.core.jobs import job
from kepu.journal.models import Line


@job()
def judge(line: int) -> None:
    blob_id = UUID(Line.objects.get(pk=line).subject_id)
    for judgement in waiting_for(blob_id):
        actions.judge(judgement.pk, by=Actor.machine("checks"), now=timezone.now())


@job(tries=2)
def reconsider_all(line: int) -> None:
    asked = Line.objects.get(pk=line)
    version = CampaignVersion.objects.get(pk=asked.facts["version"])
    actions.reconsider_all(version, by=Actor.machine("checks"), now=timezone.now())
