"""Works that are made together (批量报送): the batches of an organisation and what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from kepu.access import jurisdiction
from kepu.access.duties import May
from kepu.campaigns.models import Campaign, CampaignVersion
from kepu.campaigns.queries import class_of, spec_of
from kepu.core.actor import Actor
from kepu.orgs.models import Org
from kepu.rulebook.spec import Spec
from kepu.submissions.life import State
from kepu.submissions.models import Batch, SlotFile, Work
from kepu.submissions.queries.sheets import Sheet

LATEST = 5


def batches_of(actor: Actor) -> QuerySet[Batch]:
    """List the batches an actor may add to, the latest first."""
    mine = jurisdiction.within(Batch.objects.all(), actor, May.WORK_SUBMIT)
    near = ("campaign__version", "campaign__place", "campaign__host", "org__place")
    return mine.select_related(*near).order_by("-pk")


def with_drafts(actor: Actor, campaign: Campaign) -> QuerySet[Batch]:
    """List the latest batches of a campaign that still hold drafts, with how many."""
    drafts = Count("works", filter=Q(works__state=State.DRAFT))
    found = batches_of(actor).filter(campaign=campaign).annotate(drafts=drafts)
    return found.filter(drafts__gt=0)[:LATEST]


def version_of(batch: Batch) -> CampaignVersion:
    """Give the version under which the next work of a batch is made."""
    version = batch.campaign.version
    assert version is not None  # noqa: S101 - a batch is begun in an open campaign
    return version


@dataclass(frozen=True, slots=True)
class Sample:
    """What a work of a batch is before it is made (样稿): who hands it in, and under what."""

    campaign: Campaign
    org: Org
    category: str
    klass: str


def sample(campaign: Campaign, spec: Spec, org: Org, category: str) -> Sample:
    """Say of works that are to be made what quotas ask about."""
    klass = class_of(spec, org, campaign)
    return Sample(campaign, org, category, klass.code if klass else "")


def shared_sheet(batch: Batch) -> Sheet:
    """Give what all works of a batch share as a form shows it: a work without files."""
    version = version_of(batch)
    work = Work(
        campaign=batch.campaign,
        version=version,
        org=batch.org,
        place=batch.place,
        category=batch.category,
        subtype=batch.subtype,
        fields=dict(batch.fields),
    )
    return Sheet(work, spec_of(version), [])


def there(batch: Batch) -> dict[str, set[tuple[str, str, int]]]:
    """List the files a batch holds, by the key of their work: slot, name and size."""
    held = SlotFile.objects.filter(work__batch=batch, current=True)
    rows = held.values_list("slot", "name", "blob__size", "work__batch_key")
    found: dict[str, set[tuple[str, str, int]]] = {}
    for slot, name, size, key in rows:
        found.setdefault(key, set()).add((slot, name, size))
    return found


def made_in(batch: Batch) -> dict[str, int]:
    """Count the works of a batch by their state."""
    rows = batch.works.order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def upload_purpose(batch_id: UUID, slot: str) -> str:
    """Name what a ticket for a file of a batch is for."""
    return f"{batch_id.hex}:{slot}"
