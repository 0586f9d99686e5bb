"""What the bytes say: facts are taken in a child process and written down once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import children, store
from kepu.media.actions.blobs import hold
from kepu.media.actions.making import begin_playing, expect
from kepu.media.measures import CODE, VERSIONS, unheard
from kepu.media.models import Blob, FactSheet, Playing
from kepu.media.queries import facts_of, unmeasured, unsettled
from kepu.rulebook.facts import Facts, Tier, as_json, from_json, tiers_of

A_LOOK = 2_000  # files of which it is asked at once what is left to be measured
SETTLED = timedelta(hours=1)  # the jobs of an arrival have had their turn


def measure(blob: Blob, tier: Tier, *, by: Actor, now: datetime) -> Facts:
    """Take the facts of a blob (测量), once for each tier and version of the code."""
    version = VERSIONS[tier]
    sheet = FactSheet.objects.filter(blob=blob, tier=tier, version=version).first()
    if sheet is not None:
        return from_json(sheet.facts)
    jurisdiction.insist(by, May.MEDIA_MEASURE, blob)
    if tier is Tier.PLAY:  # of what lasts alone, which the first look tells
        known = facts_of(blob) or measure(blob, Tier.PROBE, by=by, now=now)
        if tier not in tiers_of(known):
            return known
    with store.lent(blob.sha256) as path:
        tell = begin_playing(blob, now=now) if tier is Tier.PLAY else unheard
        facts = children.measure(path, tier, sha256=blob.sha256, tell=tell)
    _write_down(blob, tier, facts, by=by, now=now)
    return facts


def catch_up(*, may_go_on: Callable[[], bool], by: Actor, now: datetime) -> int:
    """Measure what arrived before the code that measures it (补测), as long as nobody waits.

    Gives how many; each has its line. A file that is not to be had just now is left for later.
    """
    done, old = 0, unsettled(before=now - SETTLED)
    while may_go_on() and (some := list(old[:A_LOOK])):
        behind = list(unmeasured(Blob.objects.filter(pk__in=[blob.pk for blob in some])))
        _settle({blob.pk for blob in some} - {blob.pk for blob in behind})
        for blob in sorted(behind, key=lambda blob: blob.pk, reverse=True):
            if not may_go_on():
                return done
            with suppress(OSError, store.Away):
                for tier in Tier:
                    measure(blob, tier, by=by, now=now)
                _settle({blob.pk})
                done += 1
        old = old.filter(pk__lt=some[-1].pk)
    return done


@journal.quiet("that nothing is left to be measured follows from the facts, which have their lines")
def _settle(blob_ids: set[UUID]) -> None:
    """Note of files that the code of today has measured them whole."""
    Blob.objects.filter(pk__in=blob_ids, measured_by__lt=CODE).update(measured_by=CODE)


@transaction.atomic
def _write_down(blob: Blob, tier: Tier, facts: Facts, *, by: Actor, now: datetime) -> None:
    """Keep the facts; the blob is held, so that who attaches it sees them or is seen by the job."""
    hold(blob)
    _, fresh = FactSheet.objects.get_or_create(
        blob=blob,
        tier=tier,
        version=VERSIONS[tier],
        defaults={"facts": as_json(facts), "made_at": now},
    )
    if tier is Tier.PLAY:
        Playing.objects.filter(blob=blob).delete()
    if fresh:
        expect(blob, facts)
        journal.record("blob.measure", by=by, now=now, on=blob, tier=tier, readable=facts.readable)
