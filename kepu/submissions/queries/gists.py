"""What machines found in many works at once, a few words each: before several pass together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from kepu.campaigns.queries import spec_of
from kepu.checks.queries import Looked, looked_at
from kepu.rulebook import answers
from kepu.rulebook.judge import Finding
from kepu.submissions.models import SlotFile, Work
from kepu.submissions.queries.copies import contents, shared

UNREAD = ("version__spec", "typed", "promised")
ELSEWHERE = "同一个文件也交在别的作品里"


@dataclass(frozen=True, slots=True)
class Gist:
    """What machines found in one work (检查小结): what is amiss, what they cannot tell."""

    amiss: Sequence[str]
    unknown: Sequence[str]
    is_done: bool

    @property
    def is_clear(self) -> bool:
        """Say whether nothing asks for a look: what no machine can ever tell does not."""
        return self.is_done and not self.amiss


def gists_of(ids: Collection[UUID], among: QuerySet[Work]) -> dict[UUID, Gist]:
    """Sum up what was found in each work, in five queries whatever their number.

    ``among`` are the works in which the reader may be told of the same files.
    """
    files = list(SlotFile.objects.filter(work__in=ids, current=True))
    elsewhere = shared({file.blob_id for file in files}, among)
    looked = looked_at(file.file_ref for file in files)
    held = defaultdict[UUID, list[tuple[SlotFile, Looked]]](list)
    for file in files:
        held[file.work_id].append((file, looked[file.file_ref]))
    works = Work.objects.filter(pk__in=ids).select_related("version").defer(*UNREAD)
    return {work.pk: _gist(work, held[work.pk], elsewhere) for work in works}


def _gist(work: Work, held: Sequence[tuple[SlotFile, Looked]], elsewhere: set[UUID]) -> Gist:
    spec = spec_of(work.version)
    of_files = [one.finding for _, found in held for one in found.findings if not one.waiver]
    of_form = answers.wrong(spec, spec.fields_of(work.category), work.fields)
    amiss = [one.says for one in (*of_files, *of_form) if _is_amiss(one)]
    content = contents(spec, work)
    if any(file.slot in content and file.blob_id in elsewhere for file, _ in held):
        amiss.append(ELSEWHERE)
    return Gist(
        list(dict.fromkeys(amiss)),
        list(dict.fromkeys(one.says for one in of_files if one.passed is None)),
        is_done=all(found.judgement and found.judgement.finished_at for _, found in held),
    )


def _is_amiss(finding: Finding) -> bool:
    """Say whether a demand or a wish is not met; what is only told asks for no look."""
    return finding.passed is False and finding.weight != "info"
