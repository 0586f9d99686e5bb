"""Jobs on files: each tier of facts after a file arrives, then what shows it."""

from __future__ import annotations

from django.utils import timezone

from kepu.core.actor import Actor
from kepu.core.jobs import job
from kepu.journal.models import Line
from kepu.media import actions
from kepu.media.models import Blob
from kepu.rulebook.facts import Tier


@job(queue="media")
def probe(line: int) -> None:
    _measure(line, Tier.PROBE)


@job(queue="media")
def scan(line: int) -> None:
    _measure(line, Tier.SCAN)


@job(queue="media")
def read(line: int) -> None:
    _measure(line, Tier.READ)


@job(queue="media")
def render(line: int) -> None:
    actions.render(_blob(line), by=Actor.machine("media"), now=timezone.now())


def _measure(line: int, tier: Tier) -> None:
    actions.measure(_blob(line), tier, by=Actor.machine("media"), now=timezone.now())


def _blob(line: int) -> Blob:
    return Blob.objects.get(pk=Line.objects.get(pk=line).subject_id)
