"""Questions about judgements: what is wrong with these files, and what does it come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from kepu.checks.models import Judgement, Verdict, Waiver
from kepu.rulebook.judge import Finding

PENDING = "pending"
WORST_FIRST = (Verdict.BLOCK, Verdict.WARN, Verdict.PASS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a page shows it: with the waiver that lifts it, if there is one."""

    finding: Finding
    waiver: Waiver | None


def judgements_of(file_refs: Iterable[UUID]) -> dict[UUID, Judgement]:
    """Give the newest judgement of each file, in one query."""
    newest = Judgement.objects.filter(file_ref__in=file_refs).order_by("file_ref", "-pk")
    return {judgement.file_ref: judgement for judgement in newest.distinct("file_ref")}


def waivers_of(file_refs: Iterable[UUID]) -> dict[UUID, dict[str, Waiver]]:
    """Give the waivers of each file by rule, in one query."""
    found: dict[UUID, dict[str, Waiver]] = {}
    for waiver in Waiver.objects.filter(file_ref__in=file_refs):
        found.setdefault(waiver.file_ref, {})[waiver.rule] = waiver
    return found


def findings_of(judgement: Judgement) -> list[Finding]:
    """Read the findings of a judgement, in the order of the rules."""
    return [Finding(**raw) for raw in judgement.findings]


def shown(file_refs: Iterable[UUID]) -> dict[UUID, list[Shown]]:
    """Give the findings on many files with their waivers, in two queries."""
    refs = list(file_refs)
    waivers = waivers_of(refs)
    return {
        ref: [
            Shown(finding, waivers.get(ref, {}).get(finding.rule))
            for finding in findings_of(judgement)
        ]
        for ref, judgement in judgements_of(refs).items()
    }


def verdict_of(file_refs: Iterable[UUID], *, so_far: bool = False) -> str:
    """Sum up many files: pass, warn, block, or pending while one is not judged to the end.

    ``so_far`` is content with what is known after the first look (probe): handing in asks so.
    """
    refs = set(file_refs)
    newest = judgements_of(refs).values()
    ready = [judgement for judgement in newest if judgement.finished_at or so_far]
    verdicts = {judgement.verdict for judgement in ready}
    if len(ready) < len(refs) or Verdict.NONE in verdicts:
        return PENDING
    return next((str(verdict) for verdict in WORST_FIRST if verdict in verdicts), "pass")


def waiting_for(blob_id: UUID) -> QuerySet[Judgement]:
    """List the judgements that more facts of a blob may change."""
    return Judgement.objects.filter(blob=blob_id, finished_at=None).order_by("pk")
