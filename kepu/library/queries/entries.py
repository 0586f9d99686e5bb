"""What a passed work becomes for the public (入库条目), read from its form, spec and facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from kepu.campaigns.queries import spec_of
from kepu.library.models import Shelf
from kepu.library.queries.index import Words
from kepu.look.words import length
from kepu.media.queries import facts_of_all
from kepu.rulebook.audiences import groups
from kepu.rulebook.facts import DocumentFacts, Facts, PictureFacts, SoundFacts, VideoFacts
from kepu.rulebook.spec import Spec
from kepu.submissions.models import SlotFile, Work

SHOWN = (
    "title",
    "abstract",
    "shelf",
    "subtype",
    "themes",
    "audience",
    "audiences",
    "measure",
    "year",
    "recommender",
    "rights_holder",
    "licence",
    "licence_clause",
)
LONGEST = 40  # letters of a theme


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of an entry."""

    blob_id: UUID
    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """All that an item says of its work."""

    title: str
    abstract: str
    shelf: str
    subtype: str
    themes: list[str]
    audience: str
    audiences: list[str]
    measure: str
    year: int | None
    keywords: str
    recommender: str
    rights_holder: str
    licence: str
    licence_clause: str
    files: list[File]

    @property
    def words(self) -> Words:
        return Words(
            title=self.title,
            abstract=self.abstract,
            keywords=self.keywords,
            themes=self.themes,
            audience=self.audience,
            owners=f"{self.recommender} {self.rights_holder}",
        )


def of_works(works: Iterable[Work]) -> dict[UUID, Entry]:
    """Read the entries of many works in three queries."""
    listed = list(works)
    files = list(
        SlotFile.objects.filter(work__in=listed, current=True)
        .exclude(blob=None)
        .order_by("slot", "order")
    )
    facts = facts_of_all(file.blob_id for file in files)
    of_work = defaultdict(list)
    for file in files:
        of_work[file.work_id].append(file)
    return {work.pk: _of(work, of_work[work.pk], facts) for work in listed}


def _of(work: Work, files: list[SlotFile], facts: dict[UUID, Facts]) -> Entry:
    spec, given = spec_of(work.version), work.fields
    category = spec.category(work.category)
    subtype = next((kind for kind in category.subtypes if kind.code == work.subtype), None)
    licence, clause = _licence(spec)
    public = [file for file in files if file.slot == category.slots[0].code]
    audience = "、".join(_labels(spec, "audience", given.get("audience", "")))
    return Entry(
        title=work.title,
        abstract=given.get("abstract", ""),
        shelf=(subtype.shelf if subtype else None) or _shelf_of(public, facts),
        subtype=subtype.label if subtype else category.label,
        themes=[label[:LONGEST] for label in _labels(spec, "theme", given.get("theme", []))],
        audience=audience,
        audiences=groups(audience),
        measure=_measure([facts.get(file.blob_id) for file in public]),
        year=int(given["made_in"]) if str(given.get("made_in", "")).isdigit() else None,
        keywords=given.get("keywords", ""),
        recommender=work.org.name,
        rights_holder=given.get("rights-holder", ""),
        licence=licence,
        licence_clause=clause,
        files=[
            File(blob_id=file.blob_id, name=file.name, about=about(facts.get(file.blob_id)))
            for file in public
        ],
    )


def _licence(spec: Spec) -> tuple[str, str]:
    text = next((text for text in spec.texts if text.kind == "licence"), None)
    return (text.text, text.clause) if text else ("", "")


def _labels(spec: Spec, vocabulary: str, codes: str | list[str]) -> list[str]:
    known = {
        choice.code: choice.label
        for words in spec.vocabularies
        if words.code == vocabulary
        for choice in words.entries
    }
    listed = [codes] if isinstance(codes, str) else codes
    return [known.get(code, code) for code in listed if code]


def _shelf_of(files: list[SlotFile], facts: dict[UUID, Facts]) -> str:
    shelves = {VideoFacts: Shelf.VIDEO, SoundFacts: Shelf.AUDIO, PictureFacts: Shelf.PICTURE}
    kinds = [type(facts[file.blob_id]) for file in files if file.blob_id in facts]
    return str(next((shelves[kind] for kind in kinds if kind in shelves), Shelf.ARTICLE))


def _measure(facts: list[Facts | None]) -> str:
    first = facts[0] if facts else None
    if isinstance(first, PictureFacts):
        return f"{len(facts)} 张"
    if isinstance(first, VideoFacts | SoundFacts) and first.duration:
        return length(first.duration)
    if first and first.read and first.read.words:
        return f"{first.read.words} 字"
    return ""


def about(facts: Facts | None) -> str:
    """Say in a few words what a file is: “JPG · 3508×4961 · 300 DPI”."""
    if facts is None:
        return ""
    told = [facts.format.upper()]
    if isinstance(facts, VideoFacts | PictureFacts) and facts.width:
        told.append(f"{facts.width}×{facts.height}")
    if isinstance(facts, VideoFacts | SoundFacts) and facts.duration:
        told.append(length(facts.duration))
    if isinstance(facts, PictureFacts) and facts.dpi:
        told.append(f"{facts.dpi:.0f} DPI")
    if isinstance(facts, DocumentFacts) and facts.pages:
        told.append(f"{facts.pages} 页")
    return " · ".join(told)
