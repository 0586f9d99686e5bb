"""What is made of a file, how far it is, and why nothing came of it: begun, told, ended once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from kepu.journal import actions as journal
from kepu.media.measures import MOST_TOLD, Tell
from kepu.media.models import Blob, Making, Playing, What
from kepu.media.renders.run import Failed
from kepu.rulebook.facts import Facts, PictureFacts, SoundFacts, VideoFacts

READ = {"docx", "doc", "pdf", "txt"}
OFTEN = 2.0  # seconds between two notes of how far it is


def wanted(facts: Facts) -> list[What]:
    """List what is to be made of a file of this kind."""
    if not facts.readable:
        return []
    pictured = isinstance(facts, PictureFacts | VideoFacts) or facts.format == "pdf"
    kinds = {
        What.STILLS: pictured,
        What.READING: facts.format in READ,
        What.FILM: isinstance(facts, VideoFacts),
        What.SOUND: isinstance(facts, SoundFacts),
    }
    return [what for what, asked in kinds.items() if asked]


@journal.quiet("what will be made follows from the facts, whose line is written")
def expect(blob: Blob, facts: Facts) -> None:
    """Note what is to be made, so that pages say what is still to come."""
    noted = [Making(blob=blob, what=what) for what in wanted(facts)]
    Making.objects.bulk_create(noted, ignore_conflicts=True)


@journal.quiet("how far a making is, is no deed; what comes of it has its line")
def begin(blob: Blob, what: What, *, now: datetime) -> Making | None:
    """Take a making up, anew after a crash; None: it has ended, or the blob was made to show."""
    if blob.made_as.exists():
        return None
    making, _ = Making.objects.get_or_create(blob=blob, what=what)
    if making.ended_at is not None:
        return None
    making.begun_at, making.part = now, 0
    making.save(update_fields=["begun_at", "part"])
    return making


@journal.quiet("how far a film was played is no deed; the facts that come of it have their line")
def begin_playing(blob: Blob, *, now: datetime) -> Tell:
    """Note that a film or sound is being played through; gives the way to tell how far it is."""
    Playing.objects.update_or_create(blob=blob, defaults={"part": 0, "begun_at": now})
    return _noting(Playing.objects.filter(pk=blob.pk))


@contextmanager
@journal.quiet("as above: the end of a making, with the reason if nothing came of it")
def under_way(making: Making, *, now: datetime) -> Iterator[Tell]:
    """Lend a way to tell how far it is; a child that died or gave up is noted, not raised."""
    try:
        yield _noting(Making.objects.filter(pk=making.pk))
    except Failed as failure:
        making.trouble = str(failure)
    making.ended_at, making.part = now, 0 if making.trouble else 100
    making.save(update_fields=["ended_at", "part", "trouble"])


def _noting(row: QuerySet[Any]) -> Tell:
    """Give a way to tell how far something is; it is noted every other second."""
    noted = time.monotonic()

    def tell(part: int) -> None:
        nonlocal noted
        if time.monotonic() - noted > OFTEN:
            noted = time.monotonic()
            row.update(part=min(part, MOST_TOLD))

    return tell
