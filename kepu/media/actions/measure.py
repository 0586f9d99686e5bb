"""What the bytes say: facts are taken in a child process and written down once."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.media import children, store
from kepu.media.actions.blobs import hold
from kepu.media.actions.making import expect
from kepu.media.measures import VERSIONS
from kepu.media.models import Blob, FactSheet
from kepu.rulebook.facts import Facts, Tier, as_json, from_json


def measure(blob: Blob, tier: Tier, *, by: Actor, now: datetime) -> Facts:
    """Take the facts of a blob (测量), once for each tier and version of the code."""
    version = VERSIONS[tier]
    sheet = FactSheet.objects.filter(blob=blob, tier=tier, version=version).first()
    if sheet is not None:
        return from_json(sheet.facts)
    jurisdiction.insist(by, May.MEDIA_MEASURE, blob)
    with store.lent(blob.sha256) as path:
        facts = children.measure(path, tier, sha256=blob.sha256)
    _write_down(blob, tier, facts, by=by, now=now)
    return facts


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
    if fresh:
        expect(blob, facts)
        journal.record("blob.measure", by=by, now=now, on=blob, tier=tier, readable=facts.readable)
