"""What shows a file: stills, a small film or sound; made in a child, each a blob of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import children, store
from kepu.media.actions.blobs import enter, hold
from kepu.media.actions.making import begin, under_way, wanted
from kepu.media.models import Blob, FactSheet, Rendition, What
from kepu.media.queries import facts_of
from kepu.media.renders import run
from kepu.rulebook.facts import Facts, Tier, as_json


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made, and what it is."""

    kind: str
    taken: store.Taken
    facts: Facts


def render(blob: Blob, *, by: Actor, now: datetime) -> list[Rendition]:
    """Make the stills that show a file (衍生), once; a file that cannot be drawn has none."""
    jurisdiction.insist(by, May.MEDIA_MEASURE, blob)
    facts, kept = facts_of(blob), list[Rendition]()
    making = begin(blob, What.STILLS, now=now) if facts and What.STILLS in wanted(facts) else None
    if facts is None or making is None:
        return []
    with store.lent(blob.sha256) as source, store.folder() as folder, under_way(making, now=now):
        files = run.render(source, facts.format, folder)
        kept += _keep(blob, files, by=by, now=now)
    return kept


def reel(blob: Blob, *, by: Actor, now: datetime) -> list[Rendition]:
    """Make the small film or sound for slow lines (标清), once; of a small one there is none."""
    jurisdiction.insist(by, May.MEDIA_MEASURE, blob)
    facts, kept = facts_of(blob), list[Rendition]()
    asked = {What.FILM, What.SOUND} & set(wanted(facts) if facts else [])
    making = begin(blob, asked.pop(), now=now) if asked else None
    if facts is None or making is None:
        return []
    lasts = getattr(facts, "duration", None) or 0
    with (
        store.lent(blob.sha256) as source,
        store.folder() as folder,
        under_way(making, now=now) as tell,
    ):
        files = run.reel(source, facts.format, folder, lasts=lasts, tell=tell)
        kept += _keep(blob, files, by=by, now=now)
    return kept


def _keep(blob: Blob, files: dict[str, Path], *, by: Actor, now: datetime) -> list[Rendition]:
    """Look at what was made, then enter it; nothing made is no deed."""
    made = [looked_at(kind, file) for kind, file in files.items()]
    return _keep_all(blob, made, by=by, now=now) if made else []


@transaction.atomic
def _keep_all(blob: Blob, made: Sequence[Made], *, by: Actor, now: datetime) -> list[Rendition]:
    hold(blob)
    if blob.renditions.filter(kind=made[0].kind).exists():
        return []
    kept = enter_all(blob, made, now=now)
    journal.record("blob.render", by=by, now=now, on=blob, kinds=[each.kind for each in made])
    return kept


@journal.quiet("a part of a rendering, whose line names the blob")
def enter_all(blob: Blob, made: Sequence[Made], *, now: datetime) -> list[Rendition]:
    """Enter what was made of a blob that the caller holds."""
    kept = [Rendition(source=blob, kind=each.kind, made=_entered(each, now=now)) for each in made]
    return Rendition.objects.bulk_create(kept)


def _entered(made: Made, *, now: datetime) -> Blob:
    """Enter a file with its facts, so that ``send`` knows it; nothing follows from them."""
    blob = enter(made.taken, now=now)
    FactSheet.objects.get_or_create(
        blob=blob,
        tier=Tier.PROBE,
        version=made.facts.probe,
        defaults={"facts": as_json(made.facts), "made_at": now},
    )
    return blob


def looked_at(kind: str, file: Path) -> Made:
    """Hash and measure a file that a child made: it is trusted no more than a stranger's."""
    taken = store.whole(file)
    store.carry(taken)
    return Made(kind, taken, children.measure(file, Tier.PROBE, sha256=taken.sha256))
