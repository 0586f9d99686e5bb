"""Questions about judgements: what is wrong with these files, and what does it come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from kepu.campaigns.models import CampaignVersion
from kepu.campaigns.queries import spec_of
from kepu.checks.models import Judgement, Verdict, Waiver
from kepu.rulebook.judge import Demand, Finding, demands_of

PENDING = "pending"
AT_A_TIME = 1_000
WORST_FIRST = (Verdict.BLOCK, Verdict.WARN, Verdict.PASS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as a page shows it: with the waiver that lifts it, if there is one."""

    finding: Finding
    waiver: Waiver | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What machines found in a file so far (检查情况): its judgement, and each finding."""

    judgement: Judgement | None
    findings: list[Shown]


@dataclass(frozen=True, slots=True)
class Turn:
    """How many files were found to be so, and would be found to be so (影响)."""

    before: str
    after: str
    files: int


def impact(version: CampaignVersion) -> list[Turn]:
    """Count the files that a version judges, by what they were and what they would be."""
    first = Judgement.objects.filter(file_ref=OuterRef("file_ref")).order_by("pk")
    again = Judgement.objects.filter(version=version)
    pairs = again.annotate(before=Subquery(first.values("verdict")[:1]))
    counted = pairs.values_list("before", "verdict").annotate(Count("pk")).order_by()
    rows = [Turn(Verdict(one).label, Verdict(two).label, count) for one, two, count in counted]
    return sorted(rows, key=lambda row: -row.files)


def judgements_of(file_refs: Iterable[UUID]) -> dict[UUID, Judgement]:
    """Give the judgement of each file under the version it was put in under, in one query.

    It is the first one: later ones say what another version would make of the same file.
    """
    own = Judgement.objects.filter(file_ref__in=file_refs).order_by("file_ref", "pk")
    return {judgement.file_ref: judgement for judgement in own.distinct("file_ref")}


def not_judged_under(version: CampaignVersion) -> Iterator[list[Judgement]]:
    """Go through the files of a campaign that a version has not judged yet, a thousand at a time.

    Each is given by its own judgement, without what that one found.
    """
    last, versions = UUID(int=0), list(version.campaign.versions.values_list("pk", flat=True))
    all_of = Judgement.objects.filter(version__in=versions).defer("findings")
    while some := list(all_of.filter(file_ref__gt=last).order_by("file_ref", "pk")[:AT_A_TIME]):
        if len(some) == AT_A_TIME and some[0].file_ref != some[-1].file_ref:
            some = [one for one in some if one.file_ref != some[-1].file_ref]  # it may go on
        done = {one.file_ref for one in some if one.version_id == version.pk}
        first = {one.file_ref: one for one in reversed(some)}
        yield [first[ref] for ref in sorted(first.keys() - done)]
        last = some[-1].file_ref


def unchanged_in(version: CampaignVersion) -> Iterator[tuple[CampaignVersion, str, str]]:
    """List the slots of which other versions ask the same as this one."""
    for older in CampaignVersion.objects.filter(campaign=version.campaign_id).exclude(
        pk=version.pk
    ):
        spec = spec_of(older)
        for category in spec.categories:
            for slot in spec.slots_of(category.code):
                asked = demands_of(slot)
                if asked == slot_demands(version, category.code, slot.code):
                    yield older, category.code, slot.code


def slot_demands(version: CampaignVersion, category: str, slot: str) -> list[Demand] | None:
    """List what a version asks of the files of a slot; None if it has no such slot."""
    spec = spec_of(version)
    if category not in {one.code for one in spec.categories}:
        return None
    found = next((one for one in spec.slots_of(category) if one.code == slot), None)
    return demands_of(found) if found else None


def waivers_of(file_refs: Iterable[UUID]) -> dict[UUID, dict[str, Waiver]]:
    """Give the waivers of each file by rule, in one query."""
    found: dict[UUID, dict[str, Waiver]] = {}
    for waiver in Waiver.objects.filter(file_ref__in=file_refs):
        found.setdefault(waiver.file_ref, {})[waiver.rule] = waiver
    return found


def findings_of(judgement: Judgement) -> list[Finding]:
    """Read the findings of a judgement, in the order of the rules."""
    return [Finding(**raw | {"at": tuple(raw.get("at", ()))}) for raw in judgement.findings]


def looked_at(file_refs: Iterable[UUID]) -> dict[UUID, Looked]:
    """Give what was found in each of these files and what was waived of it, in two queries."""
    refs = list(file_refs)
    judged, waived = judgements_of(refs), waivers_of(refs)
    return {ref: _looked(judged.get(ref), waived.get(ref, {})) for ref in refs}


def _looked(judgement: Judgement | None, waived: Mapping[str, Waiver]) -> Looked:
    found = findings_of(judgement) if judgement else []
    return Looked(judgement, [Shown(one, waived.get(one.rule)) for one in found])


def verdict_of(file_refs: Iterable[UUID], *, so_far: bool = False) -> str:
    """Sum up many files: pass, warn, block, or pending while one is not judged to the end.

    ``so_far`` is content with what is known after the first look (probe): handing in asks so.
    """
    refs = set(file_refs)
    own = judgements_of(refs).values()
    ready = [judgement for judgement in own if judgement.finished_at or so_far]
    verdicts = {judgement.verdict for judgement in ready}
    if len(ready) < len(refs) or Verdict.NONE in verdicts:
        return PENDING
    return next((str(verdict) for verdict in WORST_FIRST if verdict in verdicts), "pass")


def waiting_for(blob_id: UUID) -> QuerySet[Judgement]:
    """List the judgements that more facts of a blob may change."""
    return Judgement.objects.filter(blob=blob_id, finished_at=None).order_by("pk")
