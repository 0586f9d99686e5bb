"""Questions about blobs: what is known of them, what was made from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from kepu.core.actor import Actor
from kepu.media import store
from kepu.media.measures import CODE, VERSIONS
from kepu.media.measures.run import GAVE_UP
from kepu.media.models import Blob, FactSheet, Making, Playing, Reading, Rendition, Upload, What
from kepu.media.renders.pieces import Piece, from_json
from kepu.rulebook.facts import DEEPER, Facts, Tier, tiers_of
from kepu.rulebook.facts import from_json as facts_from_json

LOOKS = {
    Tier.PROBE: "正在打开文件",
    Tier.SCAN: "正在细看内容",
    Tier.READ: "正在读文字",
    Tier.PLAY: "正在从头到尾放一遍",
}
TRIED = {
    Tier.PROBE: "没能打开文件",
    Tier.SCAN: "没能细看内容",
    Tier.READ: "没能读出文字",
    Tier.PLAY: "没能从头到尾放一遍",
}
LASTS = {What.FILM, What.SOUND}  # what is made of files that can be played


def facts_of(blob: Blob) -> Facts | None:
    """Give what is known of a blob, all tiers joined; None: nothing yet."""
    return facts_of_all([blob.pk]).get(blob.pk)


def facts_of_all(blob_ids: Iterable[UUID]) -> dict[UUID, Facts]:
    """Give what is known of many blobs, in one query; those not measured yet are missing."""
    return {blob_id: facts for blob_id, (facts, _) in measured(blob_ids).items()}


def measured(blob_ids: Iterable[UUID]) -> dict[UUID, tuple[Facts, set[Tier]]]:
    """Give what is known of many blobs and which tiers are missing, in one query."""
    sheets: dict[UUID, dict[str, Any]] = {}
    found = FactSheet.objects.filter(blob__in=blob_ids).order_by("version")
    for blob_id, tier, facts in found.values_list("blob_id", "tier", "facts"):
        sheets.setdefault(blob_id, {})[tier] = facts
    known = {blob: _whole(mine) for blob, mine in sheets.items()}
    return {blob: (facts, tiers_of(facts) - sheets[blob].keys()) for blob, facts in known.items()}


def rendition_of(blob: Blob, kind: str) -> Blob | None:
    """Find the blob that was made from another for showing, if it is made yet."""
    found = Rendition.objects.filter(source=blob, kind=kind).select_related("made").first()
    return found.made if found else None


def renditions_of(blob_ids: Iterable[UUID], kind: str) -> dict[UUID, Blob]:
    """Find the renditions of one kind of many blobs, in one query."""
    found = Rendition.objects.filter(source__in=blob_ids, kind=kind).select_related("made")
    return {rendition.source_id: rendition.made for rendition in found}


def made_of(blob_ids: Iterable[UUID]) -> dict[UUID, dict[str, Blob]]:
    """Find the renditions of many blobs, by their kinds, in one query."""
    made: dict[UUID, dict[str, Blob]] = {}
    for rendition in Rendition.objects.filter(source__in=blob_ids).select_related("made"):
        made.setdefault(rendition.source_id, {})[rendition.kind] = rendition.made
    return made


def kinds_of(blob_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
    """Name the renditions that there are of many blobs, in one query."""
    kinds: dict[UUID, set[str]] = {}
    made = Rendition.objects.filter(source__in=blob_ids).values_list("source_id", "kind")
    for source, kind in made:
        kinds.setdefault(source, set()).add(kind)
    return kinds


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a reading as a page shows it: what it says, and where its picture is got."""

    piece: Piece
    url: str


@dataclass(frozen=True, slots=True)
class Doings:
    """What is going on with a file, and what could not be made of it, in plain words."""

    says: list[str]
    troubles: list[str]


def doings_of(
    blob_ids: Iterable[UUID], known: Mapping[UUID, tuple[Facts, set[Tier]]]
) -> dict[UUID, Doings]:
    """Tell of many files what is going on with them, in one query; ``known`` as ``measured``."""
    ids = list(blob_ids)
    tiers = set(Tier)
    done = {pk: tiers - known[pk][1] if pk in known else set() for pk in ids}
    makings: dict[UUID, list[Making]] = {pk: [] for pk in ids}
    found = Making.objects.filter(blob__in=ids).select_related("blob__playing").order_by("pk")
    for making in found:
        makings[making.blob_id].append(making)
    return {pk: _doings(done[pk], makings[pk]) for pk in ids}


def _doings(done: set[Tier], makings: list[Making]) -> Doings:
    looks = [_look(tier, makings) for tier in LOOKS if tier not in done]
    going = [making.says for making in makings if making.ended_at is None]
    failed = [one for one in makings if one.trouble]
    return Doings(
        [*(looks if done else looks[:1]), *going],
        [one.failure for one in failed],
    )


def _look(tier: Tier, makings: list[Making]) -> str:
    """Say which look is being taken; of the long one also whether it has begun, and how far."""
    if tier is not Tier.PLAY:
        return LOOKS[tier]
    playing = getattr(makings[0].blob, "playing", None) if makings else None
    if playing is None:
        return "等着从头到尾放一遍"
    return LOOKS[tier] + (f" {playing.part}%" if playing.part else "")


def makings_failed() -> QuerySet[Making]:
    """List the makings of which nothing came, in the order of their files."""
    return Making.objects.exclude(trouble="").order_by("blob_id", "pk")


def sheets_given_up() -> QuerySet[FactSheet]:
    """List the facts that are none, since the measuring was given up; no damage was found."""
    given_up = Q(tier=Tier.PROBE, facts__trouble__regex=GAVE_UP)
    for tier in DEEPER:
        given_up |= Q(**{"tier": tier, f"facts__{tier}__trouble__regex": "."})
    return FactSheet.objects.filter(given_up).order_by("blob_id", "pk")


def unsettled(*, before: datetime) -> QuerySet[Blob]:
    """List what arrived before an instant and may not be measured by today's code, newest first."""
    return Blob.objects.filter(measured_by__lt=CODE, arrived_at__lt=before).order_by("-pk")


def unmeasured(blobs: QuerySet[Blob]) -> QuerySet[Blob]:
    """Narrow to what the code of today has not measured whole; what was made to show needs none."""
    lacks = Q()
    for tier, version in VERSIONS.items():
        sheets = FactSheet.objects.filter(blob=OuterRef("pk"), tier=tier, version=version)
        lasting = Making.objects.filter(blob=OuterRef("pk"), what__in=LASTS)
        lacks |= Q(~Exists(sheets), Exists(lasting)) if tier is Tier.PLAY else Q(~Exists(sheets))
    return blobs.filter(lacks, ~Exists(Rendition.objects.filter(made=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class Failure:
    """A file of which something could not be measured or made (没做成的): what, why, since when."""

    blob: Blob
    since: datetime
    says: list[str]


def failures(starts: str = "") -> list[Failure]:
    """Tell of each file what did not come of it, and why, the newest first; by its SHA-256."""
    found: dict[Blob, list[tuple[datetime, str]]] = {}
    mine = {"blob__sha256__startswith": starts}
    for sheet in sheets_given_up().filter(**mine).select_related("blob"):
        facts = facts_from_json(sheet.facts)
        why = getattr(getattr(facts, sheet.tier, None), "trouble", "") or facts.trouble
        said = f"{TRIED[Tier(sheet.tier)]}：{why}"
        found.setdefault(sheet.blob, []).append((sheet.made_at, said))
    for making in makings_failed().filter(**mine).select_related("blob"):
        ended = making.ended_at or making.blob.arrived_at
        found.setdefault(making.blob, []).append((ended, making.failure))
    told = [
        Failure(blob, max(at for at, _ in lines), [said for _, said in lines])
        for blob, lines in found.items()
    ]
    return sorted(told, key=lambda one: one.since, reverse=True)


def names_of(blob_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Tell under which name each file came first, in one query."""
    came = Upload.objects.filter(blob__in=list(blob_ids)).exclude(name="")
    return dict(came.order_by("-pk").values_list("blob_id", "name"))


def readings_of(blob_ids: Iterable[UUID]) -> dict[UUID, Reading]:
    """Find the readings (阅读版) of documents, where they are made yet, in one query."""
    return {reading.blob_id: reading for reading in Reading.objects.filter(blob__in=blob_ids)}


def laid_out(reading: Reading, at: Callable[[str], str]) -> list[Shown]:
    """Lay a reading out for ``look/files/reading.html``; ``at`` gives a rendition's address."""
    pieces = [from_json(raw) for raw in reading.pieces]
    return [Shown(piece, at(piece.shows) if piece.shows else "") for piece in pieces]


def unused(blobs: QuerySet[Blob], *, before: datetime) -> QuerySet[Blob]:
    """Narrow to blobs that arrived before an instant and that no room's row points to since."""
    found = blobs.filter(arrived_at__lt=before)
    source = Rendition._meta.get_field("source")
    for relation in Blob._meta.related_objects:
        model: Any = relation.related_model
        users = model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        if model is Upload:
            users = users.filter(finished_at__gte=before)
        if model not in {FactSheet, Making, Playing, Reading} and relation.field is not source:
            found = found.exclude(Exists(users))
    return found.order_by("pk")


def upload_of(actor: Actor, pk: UUID) -> Upload | None:
    """Find an upload that belongs to this person."""
    mine = Upload.objects.filter(pk=pk, person_id=actor.person_id)
    return mine.select_related("blob").first()


def offset_of(upload: Upload) -> int:
    """Say how far an upload has come: what is both on disk and acknowledged."""
    if upload.finished_at is not None:
        return upload.offset
    return min(upload.offset, store.arrived(upload.pk))


def _whole(by_tier: Mapping[str, Any]) -> Facts:
    """Join the facts of the tiers there are, the quickest first."""
    in_order = [facts_from_json(by_tier[tier]) for tier in Tier if tier in by_tier]
    return reduce(lambda facts, other: facts.joined(other), in_order)
