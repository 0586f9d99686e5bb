"""Works, by default one picture handed in to the Henan call by the association of 新郑市."""

from datetime import datetime
from typing import Any

from kepu.access.queries import actor_of
from kepu.campaigns.models import Campaign
from kepu.checks import actions as checks
from kepu.checks.queries import waiting_for
from kepu.core.actor import Actor
from kepu.media import actions as media
from kepu.media.models import Blob
from kepu.orgs.models import Org
from kepu.rulebook.facts import Tier
from kepu.submissions import actions, queries
from kepu.submissions.actions import Brought, Draft, Piece
from kepu.submissions.models import Batch, SlotFile, Work
from make.access import appointment
from make.campaigns import campaign as a_campaign
from make.media import blob as a_blob
from make.media import jpg
from make.moments import NOON
from make.orgs import org as an_org

ANSWERS = {
    "title": "打雷时，你站的地方安全吗",
    "theme": ["emergency"],
    "made_in": "2021",
    "rights": "own",
    "rights-holder": "新郑市科学技术协会",
    "abstract": "六张挂图，讲清打雷时在田里、水边、家里该怎么做。",
    "promise": "yes",
    "licence": "yes",
}
CHART = Draft(subtype="wall-chart", fields=ANSWERS)


def work(
    state: str = "handed_in",
    *,
    by: Actor | None = None,
    campaign: Campaign | None = None,
    now: datetime = NOON,
    **named: Any,
) -> Work:
    """Start a work and take it on: ``draft`` is empty, ``ready`` lacks nothing but sending."""
    org = named.pop("org", None) or an_org()
    clerk = by or actor_of(appointment("clerk", over=org))
    category = named.pop("category", "image")
    to = campaign or Campaign.objects.first() or a_campaign()
    made = actions.start(to, category, org=org, by=clerk, now=now)
    if state == "draft":
        return made
    attached(made, by=clerk, now=now)
    draft = Draft(subtype="wall-chart", fields=ANSWERS | named.pop("fields", {}))
    made = actions.save(made.pk, draft, seen=0, by=clerk, now=now)
    return made if state == "ready" else actions.submit(made.pk, by=clerk, now=now)


def attached(
    to: Work, blob: Blob | None = None, *, by: Actor, now: datetime = NOON, **named: Any
) -> SlotFile:
    """Put a file into a slot of a work: a 300-dpi JPG, if nothing else is said."""
    content, slot = blob or a_blob(jpg(dpi=300), by=by), named.pop("slot", "picture")
    brought = Brought(blob=content, name=named.pop("name", "图.jpg"), **named)
    return actions.attach(to.pk, slot, brought, by=by, now=now)


def judged(of: Work, now: datetime = NOON) -> Work:
    """Do what the jobs do: measure every file to the end, judge it, let the work go on."""
    for file in queries.files_of(of):
        for tier in Tier:
            media.measure(file.blob, tier, by=Actor.machine("media"), now=now)
        for judgement in waiting_for(file.blob_id):
            checks.judge(judgement.pk, by=Actor.machine("checks"), now=now)
        actions.settle_check(file.file_ref, by=Actor.machine("checks"), now=now)
    return Work.objects.get(pk=of.pk)


def batch(*, by: Actor, org: Org, now: datetime = NOON, category: str = "image") -> Batch:
    """Begin a batch whose works share all answers but the title."""
    to = Campaign.objects.first() or a_campaign()
    made = actions.begin(to, category, org=org, by=by, now=now)
    actions.share(made.pk, CHART, by=by, now=now)
    return Batch.objects.get(pk=made.pk)


def many(count: int, to: Batch, *, by: Actor, now: datetime = NOON) -> list[Work]:
    """Bring one picture to a batch under many names: drafts that lack nothing."""
    content = a_blob(jpg(dpi=300), by=by)
    pieces = [
        Piece(key=name, title=name, slot="picture", brought=Brought(blob=content, name=name))
        for name in (f"{n}.jpg" for n in range(count))
    ]
    return [actions.bring(to.pk, piece, by=by, now=now) for piece in pieces]
