"""The drafts of a campaign in one table (草稿表): what each lacks, and which may be handed in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.checks.queries import Looked, looked_at
from kepu.core.actor import Actor
from kepu.submissions.life import State
from kepu.submissions.models import SlotFile, Work
from kepu.submissions.queries.sheets import Sheet, Wait, filed, lacking
from kepu.submissions.queries.works import works_of

MOST = 1_000  # drafts looked at for how many are ready


@dataclass(frozen=True)
class DraftRow:
    """A draft as a line of the table (一件草稿): its files, and what it lacks."""

    page: Sheet

    @property
    def work(self) -> Work:
        return self.page.work

    @cached_property
    def lacks(self) -> list[Wait]:
        return lacking(self.page)

    @property
    def is_ready(self) -> bool:
        return not self.lacks

    @property
    def is_pending(self) -> bool:
        """Say whether it only waits for what checks itself."""
        return bool(self.lacks) and all(one.state == "wait" for one in self.lacks)

    @property
    def category(self) -> str:
        return self.page.category.label

    @property
    def file_names(self) -> str:
        return "、".join(one.file.name for one in self.page.files)


def drafts_of(actor: Actor, campaign: Campaign, batch: UUID | None = None) -> QuerySet[Work]:
    """List the drafts of a campaign that an actor may hand in, in the order they were made."""
    found = works_of(actor).filter(campaign=campaign, state=State.DRAFT)
    found = found.select_related("campaign", "org", "place", "version").defer("version__spec")
    return (found.filter(batch=batch) if batch else found).order_by("pk")


def draft_rows(works: Sequence[Work]) -> list[DraftRow]:
    """Load many works with their files and findings, in three queries whatever their number."""
    files = list(SlotFile.objects.filter(work__in=works, current=True).select_related("blob"))
    looked = looked_at(file.file_ref for file in files)
    held = defaultdict[UUID, list[SlotFile]](list)
    for file in files:
        held[file.work_id].append(file)
    return [_row(work, held[work.pk], looked) for work in works]


def _row(work: Work, files: Sequence[SlotFile], looked: Mapping[UUID, Looked]) -> DraftRow:
    spec = spec_of(work.version)
    return DraftRow(Sheet(work, spec, filed(files, spec, work.category, looked)))


def ready_among(drafts: QuerySet[Work], after: UUID | None = None) -> list[Work]:
    """List the drafts that may be handed in as they are, the first thousand looked at."""
    found = drafts.filter(pk__gt=after) if after else drafts
    return [row.work for row in draft_rows(list(found[:MOST])) if row.is_ready]
