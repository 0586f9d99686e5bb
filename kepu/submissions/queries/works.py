"""Works as rows: whose they are, what they hold, what they say to checks and cases."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from kepu.access import jurisdiction
from kepu.access.duties import May, permissions
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import spec_of
from kepu.cases.models import Case
from kepu.cases.subject import Subject
from kepu.checks.actions import Handed
from kepu.core.actor import Actor
from kepu.places.models import Level, Place
from kepu.rulebook import answers
from kepu.rulebook.judge import demands_of
from kepu.rulebook.measured import Given
from kepu.rulebook.spec import Field, Slot, Spec
from kepu.submissions.life import UNSENT, State
from kepu.submissions.models import SlotFile, Work
from kepu.submissions.queries.words import in_words

STANDINGS = [
    *State.choices[:4], ("shelved", "已入库"), ("taken_off", "已下架"), *State.choices[4:]
]  # fmt: skip
A_PAGE = 30
A_BATCH = 500
EARLIER = 5
HOLDS = {"work": "作品", "pitch": "选题", "activity": "活动", "request": "申请"}
HEEDS = {
    "made_since": {"made_in"},
    "dpi": {"print_width_mm"},
    "file_name": {"title", "org", "province"},
}


def works_of(actor: Actor) -> QuerySet[Work]:
    """List the works an actor may change and hand in, the latest on top (我的报送)."""
    mine = jurisdiction.within(Work.objects.all(), actor, May.WORK_SUBMIT)
    return mine.select_related("campaign", "org").order_by("-pk")


def works_before(actor: Actor) -> QuerySet[Work]:
    """List the works an actor may look at: their own, and others once they are handed in.

    Others are those within reach, and those of a campaign one runs, wherever they come from.
    """
    seen = jurisdiction.reach(actor, May.WORK_SEE, Work)
    if May.WORK_SEE in permissions(actor.duty):
        seen |= Q(campaign__in=jurisdiction.within(Campaign.objects.all(), actor, May.CAMPAIGN_RUN))
    own = jurisdiction.reach(actor, May.WORK_SUBMIT, Work)
    found = Work.objects.filter(seen & ~Q(state__in=UNSENT) | own)
    return found.select_related("campaign", "version", "org", "place")


def earlier(work: Work, actor: Actor) -> QuerySet[Work]:
    """List the latest works of the same kind from which answers could be taken over (带入)."""
    alike = works_of(actor).filter(campaign=work.campaign_id, category=work.category)
    return alike.exclude(pk=work.pk).exclude(title="").exclude(state=State.DISCARDED)[:EARLIER]


def files_before(actor: Actor) -> QuerySet[SlotFile]:
    """List the files an actor may look at, earlier versions too."""
    return SlotFile.objects.filter(work__in=works_before(actor)).select_related("blob")


def files_of(work: Work) -> list[SlotFile]:
    """List the files of a work as it stands now, by slot, in order."""
    return list(work.files.filter(current=True).select_related("blob"))


def gone_from(work: Work, ids: Collection[UUID]) -> list[SlotFile]:
    """List those of these files that were taken out of a work and not put back."""
    return list(work.files.filter(pk__in=ids, current=False)) if ids else []


def series_of(file: SlotFile) -> list[SlotFile]:
    """List the files of a file's slot, in order."""
    return list(file.work.files.filter(current=True, slot=file.slot))


def is_behind(work: Work) -> bool:
    """Say whether a draft may go under a later version, which asks for its category too."""
    current = work.campaign.version
    if work.state != State.DRAFT or current is None or current.pk == work.version_id:
        return False
    return work.category in {one.code for one in spec_of(current).categories}


def told(work: Work) -> dict[str, Any]:
    """Give what the form of a work tells the checks of its files."""
    said = {name: str(work.fields.get(name, "")) for name in ("title", "made_in", "print_width_mm")}
    return {
        "title": said["title"],
        "made_in": int(said["made_in"]) if answers.YEAR.match(said["made_in"]) else None,
        "print_width_mm": _positive(said["print_width_mm"]),
    }


def _positive(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return number if 0 < number < float("inf") else None


def given(work: Work, file_name: str) -> Given:
    """Give what the form, the sender and the file's name say, beside the bytes (填报信息)."""
    return Given(file_name=file_name, province=_province(work), org=work.org.name, **told(work))


def _province(work: Work) -> str:
    parts = work.place.path.rstrip(".").split(".")
    above = [".".join(parts[:end]) + "." for end in range(1, len(parts) + 1)]
    found = Place.objects.filter(path__in=above, level_by_code=Level.PROVINCE).first()
    return found.name if found else ""


def handed(work: Work, slot: str, brought: Any) -> Handed:
    """Say to the checks what a file is and where it stands."""
    return Handed(
        version=work.version,
        category=work.category,
        slot=slot,
        blob=brought.blob,
        given=given(work, brought.name),
        org_id=work.org_id,
        place_id=work.place_id,
    )


def heeded(slot: Slot) -> set[str]:
    """Say which answers of the form the rules of a slot look at."""
    return set().union(*(HEEDS.get(demand.check, set()) for demand in demands_of(slot)))


def subject(work: Work) -> Subject:
    """Describe a work to its case."""
    category = spec_of(work.version).category(work.category)
    return Subject(
        kind="work",
        id=work.pk,
        label=str(work),
        what=f"{HOLDS.get(category.holds, '申报')} · {category.label}",
        url=reverse("submissions:review", args=[work.pk]),
        own_url=reverse("submissions:work", args=[work.pk]),
        place_id=work.place_id,
        org_id=work.org_id,
        campaign_id=work.campaign_id,
        host_id=work.campaign.host_id,
        operator_id=work.campaign.operator_id,
        recommender_id=work.org_id,
        applicant_id=work.created_by,
    )


def content(work: Work) -> dict[str, Any]:
    """Freeze what a work says and holds, for its edition."""
    return {
        "version": str(work.version_id),
        "category": work.category,
        "subtype": work.subtype,
        "fields": work.fields,
        "files": [
            {"slot": file.slot, "name": file.name, "sha256": file.blob.sha256, "id": str(file.pk)}
            for file in files_of(work)
        ],
    }


def unwritten(
    work: Work, spec: Spec, files: Sequence[SlotFile] | None = None
) -> list[tuple[Slot, str]]:
    """List the texts typed on the page that differ from the file in their slot."""
    held = {file.slot: file.blob.sha256 for file in (files_of(work) if files is None else files)}
    typed = [
        (slot, text_of(work, slot.code)) for slot in spec.slots_of(work.category) if slot.typed
    ]
    return [
        (slot, text)
        for slot, text in typed
        if text and hashlib.sha256(text.encode()).hexdigest() != held.get(slot.code)
    ]


def text_of(work: Work, slot: str) -> str:
    """Give a typed text as it becomes a file: one kind of line end, no blanks around."""
    return "\n".join(str(work.typed.get(slot, "")).strip().splitlines())


def items_of(spec: Spec, category: str) -> list[tuple[str, str]]:
    """List what can be sent back to be mended: files, subtype, fields; code and label."""
    own = spec.category(category)
    subtype = [("subtype", "细类")] if own.subtypes else []
    parts: list[Slot | Field] = [*spec.slots_of(category), *spec.fields_of(category)]
    return [*((part.code, part.label) for part in parts), *subtype]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of works (一件): its kind, and who has it now."""

    work: Work
    category: str
    case: Case | None
    sender: str = "本单位"  # what its sender is called to who reads the list

    @property
    def holder(self) -> str:
        """Say who has it now, if anybody."""
        if self.work.state == State.HANDED_IN:
            return self.case.seat_label if self.case else ""
        if self.work.state == State.PASSED and not self.work.shelf_item:
            shelves = spec_of(self.work.version).shelves(self.work.category)
            return "等着推送入库" if shelves else ""
        return self.sender if self.work.is_open_for_change else ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some works of a list, and whether more follow (一页)."""

    rows: list[Row]
    more: str


def own_page(
    actor: Actor, *, state: str = "", before: UUID | None = None, size: int = A_PAGE
) -> Page:
    """List a page of an actor's works, the latest on top, narrowed to a state.

    What was discarded stands only where it is asked for.
    """
    found = works_of(actor).select_related("campaign", "org", "version").defer("version__spec")
    found = standing_so(found, state)
    if state != State.DISCARDED:
        found = found.exclude(state=State.DISCARDED)
    if before:
        found = found.filter(pk__lt=before)
    works = list(found[: size + 1])
    shown = works[:size]
    return Page(rows_of(shown), str(shown[-1].pk) if len(works) > size else "")


def standing_so(works: QuerySet[Work], standing: str) -> QuerySet[Work]:
    """Narrow works to one of ``STANDINGS``; another word narrows nothing."""
    item = {"shelf_item__isnull": False}
    if standing in {"shelved", "taken_off"}:
        return works.filter(**item, on_shelf=standing == "shelved")
    return works.filter(state=standing).exclude(**item) if standing in State.values else works


def rows_of(works: Sequence[Work], **named: str) -> list[Row]:
    """Give works as rows of a list, with who has each of them now, in one query."""
    cases = _cases_of(works)
    return [
        Row(
            work,
            spec_of(work.version).category(work.category).label,
            cases.get(str(work.pk)),
            **named,
        )
        for work in works
    ]


def own_rows(actor: Actor, *, state: str = "") -> Iterator[Row]:
    """Go through all of an actor's works, the latest on top, batch by batch."""
    page = own_page(actor, state=state, size=A_BATCH)
    yield from page.rows
    while page.more:
        page = own_page(actor, state=state, before=UUID(page.more), size=A_BATCH)
        yield from page.rows


def _cases_of(works: Sequence[Work]) -> dict[str, Case]:
    found = Case.objects.filter(kind="work", subject_id__in=[str(work.pk) for work in works])
    return {case.subject_id: case for case in found.order_by("opened_at")}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the last two editions (改动)."""

    label: str
    before: str
    after: str


def changes(work: Work, spec: Spec) -> list[Change]:
    """List what a sender changed since the work was returned, from the last two editions."""
    last = [edition.content for edition in work.editions.order_by("-number")[:2]]
    if len(last) < 2:  # noqa: PLR2004 - two editions make a difference
        return []
    after, before = last
    labels = dict(items_of(spec, work.category))
    was, now = (_parts(one, work, spec, plainly=True) for one in (before, after))
    differing = [code for code in {**was, **now} if was.get(code, "") != now.get(code, "")]
    was, now = (_parts(one, work, spec) for one in (before, after))
    return [
        Change(labels.get(code, code), was.get(code, "（空）"), now.get(code, "（空）"))
        for code in differing
    ]


def _parts(
    content: dict[str, Any], work: Work, spec: Spec, *, plainly: bool = False
) -> dict[str, str]:
    known = {one.code: one.label for one in spec.category(work.category).subtypes}
    files: dict[str, list[str]] = {}
    for file in content["files"]:
        files.setdefault(file["slot"], []).append(f"{file['name']}（{file['sha256'][:6]}）")
    return {
        **in_words(spec, work.category, content["fields"], plainly=plainly),
        "subtype": known.get(content["subtype"], content["subtype"]),
        **{code: "、".join(row) for code, row in files.items()},
    }
