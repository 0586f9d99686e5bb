"""The drafts of a campaign in one table (草稿表): what each lacks, and which may be handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import QuerySet

from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.checks.models import Judgement, Waiver
from kepu.checks.queries import Shown, findings_of, judgements_of, waivers_of
from kepu.core.actor import Actor
from kepu.media.queries import Doings, kinds_of
from kepu.rulebook.judge import demands_of
from kepu.submissions.life import State
from kepu.submissions.models import SlotFile, Work
from kepu.submissions.queries.sheets import Filed, Sheet, Wait, lacking
from kepu.submissions.queries.works import works_of

MOST = 1_000  # drafts looked at for how many are ready
NOTHING = Doings([], [])


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
    """Load many works with their files and findings, in four queries whatever their number."""
    files = list(SlotFile.objects.filter(work__in=works, current=True).select_related("blob"))
    refs, blobs = [file.file_ref for file in files], {file.blob_id for file in files}
    judged, waived, kinds = judgements_of(refs), waivers_of(refs), kinds_of(blobs)
    held: dict[UUID, list[SlotFile]] = {}
    for file in files:
        held.setdefault(file.work_id, []).append(file)
    rows = []
    for work in works:
        filed = [
            _filed(file, nth, work, judged.get(file.file_ref), waived.get(file.file_ref, {}))
            for nth, file in _numbered(held.get(work.pk, []))
        ]
        for one in filed:
            one.shown.update(kinds.get(one.file.blob_id, set()))
        rows.append(DraftRow(Sheet(work, spec_of(work.version), filed)))
    return rows


def ready_among(drafts: QuerySet[Work], after: UUID | None = None) -> list[Work]:
    """List the drafts that may be handed in as they are, the first thousand looked at."""
    found = drafts.filter(pk__gt=after) if after else drafts
    return [row.work for row in draft_rows(list(found[:MOST])) if row.is_ready]


def _numbered(files: Sequence[SlotFile]) -> list[tuple[int, SlotFile]]:
    counted: dict[str, int] = {}
    numbered = []
    for file in files:
        counted[file.slot] = counted.get(file.slot, 0) + 1
        numbered.append((counted[file.slot], file))
    return numbered


def _filed(
    file: SlotFile, nth: int, work: Work, judgement: Judgement | None, rules: dict[str, Waiver]
) -> Filed:
    slots = spec_of(work.version).slots_of(work.category)
    slot = next((one for one in slots if one.code == file.slot), None)
    found = findings_of(judgement) if judgement else []
    return Filed(
        file,
        nth,
        judgement,
        findings=[Shown(one, rules.get(one.rule)) for one in found],
        kind="",
        labels={one.code: one.label for one in demands_of(slot)} if slot else {},
        mime="",
        shown=set(),
        doings=NOTHING,
    )
