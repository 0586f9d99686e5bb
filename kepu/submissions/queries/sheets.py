"""A work with all that its pages need: files, findings, waivers, and what sending waits for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from kepu.checks.models import Judgement
from kepu.checks.queries import Looked, Shown, looked_at
from kepu.media.models import Kind, Reading
from kepu.media.queries import Doings, doings_of, kinds_of, laid_out, measured, readings_of
from kepu.media.queries import Shown as Read
from kepu.media.send import SHOWN
from kepu.rulebook import answers
from kepu.rulebook.facts import NAMES
from kepu.rulebook.judge import Finding, demands_of
from kepu.rulebook.spec import Category, Field, Slot, Spec
from kepu.submissions.models import SlotFile, Work
from kepu.submissions.queries.copies import Copy, copies_of
from kepu.submissions.queries.works import content, files_of, items_of, unwritten

WEIGHTS = ("block", "warn", "info")
NOTHING = Doings([], [])


@dataclass(frozen=True, slots=True)
class Filed:
    """One file of a work as its page shows it (一件材料): place in its slot, what checks found."""

    file: SlotFile
    nth: int
    judgement: Judgement | None
    findings: list[Shown]
    labels: dict[str, str]  # of the rules of its slot
    kind: str = ""  # picture, video, sound, document, text: what the bytes are
    mime: str = ""
    shown: Collection[str] = ()  # the kinds of rendition there are
    doings: Doings = NOTHING
    reading: Reading | None = None
    twin: Filed | None = None  # an earlier file of the work with the very same content
    copies: Sequence[Copy] = ()  # other works with the very same content, that one may look at

    @property
    def still(self) -> str:
        """Say where a small picture of it is, if there is one."""
        return _shown_at(self.file.pk, Kind.THUMB_320) if Kind.THUMB_320 in self.shown else ""

    @property
    def is_going(self) -> bool:
        """Say whether something is still being looked at or made."""
        return not self.is_done or bool(self.doings.says)

    @property
    def light(self) -> str:
        """Name the rendition that the page plays instead of the file itself, if it does."""
        kind = Kind.SOUND_96 if self.is_sound else Kind.FILM_480
        return kind if kind in self.shown and (self.is_sound or self.mime not in SHOWN) else ""

    @property
    def plays(self) -> str:
        """Say where the page gets what it plays."""
        return (
            _shown_at(self.file.pk, self.light)
            if self.light
            else reverse("submissions:file", args=[self.file.pk])
        )

    @property
    def film(self) -> str:
        """Say where to play it from a moment on, if it lasts."""
        return self.plays if self.is_sound or self.kind == "video" else ""

    @property
    def pieces(self) -> list[Read]:
        """Lay out the text of a document, with its pictures as they are sent from here."""
        at = partial(_shown_at, self.file.pk)
        return laid_out(self.reading, at) if self.reading else []

    @property
    def is_sound(self) -> bool:
        return self.kind == "sound"

    @property
    def measured(self) -> list[dict[str, str]]:
        """List what was measured where the rules are kept: which rule, what value."""
        return [
            {"item": self.labels.get(one.rule, one.check), "value": one.measured}
            for one in self.kept
            if one.measured
        ]

    @property
    def verdict(self) -> str:
        return self.judgement.verdict if self.judgement else ""

    @property
    def is_done(self) -> bool:
        """Say whether no deeper look will change the findings."""
        return bool(self.judgement and self.judgement.finished_at)

    @property
    def broken(self) -> list[Finding]:
        """List what blocks, then what warns, then what is only told; without what is waived."""
        open_ones = [one.finding for one in self.findings if not one.waiver]
        bad = [finding for finding in open_ones if finding.passed is False]
        return sorted(bad, key=lambda finding: WEIGHTS.index(finding.weight))

    @property
    def faults(self) -> list[Finding]:
        """List what is not as the notice demands or would like it."""
        return [one for one in self.broken if one.weight != "info"]

    @property
    def tips(self) -> list[Finding]:
        """List what is only told, whatever comes of it (提示)."""
        return [one for one in self.broken if one.weight == "info"]

    @property
    def kept(self) -> list[Finding]:
        """List the rules that are kept, with what was measured."""
        return [one.finding for one in self.findings if one.finding.passed]

    @property
    def unknown(self) -> list[Finding]:
        """List what a machine cannot tell, or not yet."""
        return [one.finding for one in self.findings if one.finding.passed is None]

    @property
    def undecided(self) -> list[dict[str, Any]]:
        """List what is left to a person, each by the name of its rule."""
        return [
            {
                "says": f"{self.labels.get(one.rule, one.check)}：{one.says}",
                "clause": one.clause,
                "words": one.words,
                "ours": one.ours,
            }
            for one in self.unknown
        ]

    @property
    def waived(self) -> list[Shown]:
        return [one for one in self.findings if one.waiver]

    @property
    def warns(self) -> bool:
        """Say whether something is to be mended if one likes, and it may be sent all the same."""
        return any(one.weight == "warn" for one in self.broken)

    @property
    def blocking(self) -> Finding | None:
        return next((one for one in self.broken if one.weight == "block"), None)


@dataclass(frozen=True)
class Sheet:
    """A work with all that its pages need (填报单), loaded in seven queries."""

    work: Work
    spec: Spec
    files: list[Filed]

    @cached_property
    def category(self) -> Category:
        return self.spec.category(self.work.category)

    @cached_property
    def fields(self) -> list[Field]:
        return answers.asked(self.spec.fields_of(self.work.category), self.work.fields)

    @cached_property
    def slots(self) -> list[Slot]:
        return answers.asked(self.spec.slots_of(self.work.category), self.work.fields)

    @cached_property
    def wrong(self) -> dict[str, Finding]:
        asked = self.spec.fields_of(self.work.category)
        return {one.rule: one for one in answers.wrong(self.spec, asked, self.work.fields)}

    @cached_property
    def unwritten(self) -> set[str]:
        files = [one.file for one in self.files]
        return {slot.code for slot, _ in unwritten(self.work, self.spec, files)}

    @property
    def going(self) -> list[Filed]:
        """List the files of which something is still being looked at or made."""
        return [one for one in self.files if one.is_going]

    @property
    def filled(self) -> list[tuple[Slot, list[Filed]]]:
        """List the slots that hold files, each with them in order."""
        asked = self.spec.slots_of(self.work.category)
        return [(slot, held) for slot in asked if (held := self.filed(slot))]

    def filed(self, slot: Slot) -> list[Filed]:
        return [one for one in self.files if one.file.slot == slot.code]


def sheet(work: Work, spec: Spec, *, among: QuerySet[Work] | None = None) -> Sheet:
    """Load a work with its files, what was found in them, and the waivers.

    ``among`` are the works in which the reader may be told of the same files.
    """
    files = files_of(work)
    copies = {} if among is None else copies_of(work, files, spec, among)
    blobs = [file.blob_id for file in files]
    kinds, read, known = kinds_of(blobs), readings_of(blobs), measured(blobs)
    doings = doings_of(blobs, known)
    first: dict[UUID, Filed] = {}
    told: list[Filed] = []
    for one in filed(files, spec, work.category, looked_at(file.file_ref for file in files)):
        blob = one.file.blob_id
        facts = known[blob][0] if blob in known else None
        told.append(
            replace(
                one,
                kind=NAMES[type(facts)] if facts else "",
                mime=facts.mime if facts else "",
                shown=kinds.get(blob, ()),
                doings=doings[blob],
                reading=read.get(blob),
                twin=first.get(blob),
                copies=copies.get(blob, ()),
            )
        )
        first.setdefault(blob, told[-1])
    return Sheet(work, spec, told)


def filed(
    files: Sequence[SlotFile], spec: Spec, category: str, looked: Mapping[UUID, Looked]
) -> list[Filed]:
    """Put the files of a work in their places, with what was found in each."""
    labels, nth = _labels(spec, category), Counter[str]()
    placed = []
    for file in files:
        nth[file.slot] += 1
        found = looked[file.file_ref]
        at = nth[file.slot]
        placed.append(Filed(file, at, found.judgement, found.findings, labels[file.slot]))
    return placed


def _labels(spec: Spec, category: str) -> dict[str, dict[str, str]]:
    """Name all that is asked of the files of each slot."""
    slots = spec.slots_of(category)
    return {slot.code: {one.code: one.label for one in demands_of(slot)} for slot in slots}


def _shown_at(pk: UUID, kind: str) -> str:
    return reverse("submissions:shown", args=[pk, kind])


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that sending waits for, or no longer does (还在等什么)."""

    state: str  # ok, bad or wait
    says: str
    url: str = ""
    link: str = ""
    word: str = ""  # the same in a word, for a table


def waits(page: Sheet) -> list[Wait]:
    """List what sending waits for, in the order of the page; what is in order comes as ok."""
    found: list[Wait] = []
    for slot in page.slots:
        found += _waits_of_slot(page, slot)
    if page.category.subtypes and not page.work.subtype:
        found.append(Wait("bad", "还没选细类", "#f-subtype", "去选", "缺细类"))
    promises = {one.code for one in page.fields if one.kind == "declaration"}
    for code, finding in page.wrong.items():
        if finding.weight == "block":
            at = ("#promise", "去看承诺") if code in promises else (f"#f-{code}", "去填写")
            found.append(Wait("bad", finding.says, *at, word=_word(page, code)))
    return found


def _word(page: Sheet, code: str) -> str:
    """Say in a word what is wrong about an answer."""
    label = next(one.label for one in page.fields if one.code == code)
    return f"{label}有误" if answers.each(page.work.fields.get(code, "")) else f"缺{label}"


def lacking(page: Sheet) -> list[Wait]:
    """List what keeps a work from being handed in; empty: it may be."""
    return [one for one in waits(page) if one.state != "ok"]


def _waits_of_slot(page: Sheet, slot: Slot) -> Iterator[Wait]:
    filed, anchor = page.filed(slot), f"#slot-{slot.code}"
    if slot.code in page.unwritten:
        says = f"{slot.label}还没检查，保存后自动检查"
        yield Wait("wait", says, word="还没检查")
        return
    if len(filed) < slot.count[0]:
        verb = "去填写" if slot.typed else "去添加"
        yield Wait("bad", _too_few(slot, len(filed)), anchor, verb, f"缺{slot.label}")
    if (over := len(filed) - slot.count[1]) > 0:
        says = f"{slot.label}最多 {slot.count[1]} 件，现在 {len(filed)} 件，要移除 {over} 件"
        yield Wait("bad", says, anchor, "去移除", f"{slot.label}太多")
    ready = 0
    for one in filed:
        name = slot.label if slot.count[1] == 1 else f"{slot.label}第 {one.nth} 件"
        if not one.verdict:
            yield Wait("wait", f"{name}正在检查", word="正在检查")
        elif one.blocking:
            what = one.labels.get(one.blocking.rule, slot.label)
            says, at = f"{name}：{one.blocking.says}", f"#file-{one.file.pk}"
            yield Wait("bad", says, at, "去替换", f"{what}不合要求")
        else:
            ready += 1
    if ready:
        yield Wait("ok", f"{slot.label}：{ready} 件可以报送")


def _too_few(slot: Slot, count: int) -> str:
    if not count:
        return f"还没有{slot.label}"
    return f"{slot.label}至少 {slot.count[0]} 件，现在 {count} 件"


def to_mend(page: Sheet) -> list[tuple[str, str]]:
    """List what a returned work is open for, each with its place on the page (要改的)."""
    slots = {slot.code for slot in page.spec.slots_of(page.work.category)}
    return [
        (label, f"#{'slot' if code in slots else 'f'}-{code}")
        for code, label in items_of(page.spec, page.work.category)
        if code in page.work.open_items
    ]


def is_mended(work: Work) -> bool:
    """Say whether a returned work differs from what was handed in last."""
    last = work.editions.order_by("-number").first()
    return last is None or last.content != content(work)


@dataclass(frozen=True, slots=True)
class Offer:
    """One item that can be sent back to be mended (可退回的项), ticked where it blocks."""

    code: str
    label: str
    note: str
    picked: bool


def offers(page: Sheet) -> list[Offer]:
    """List what an officer can send back, with what the checks found wrong about it."""
    found: dict[str, Finding] = dict(page.wrong)
    for one in reversed(page.files):
        if one.broken:
            found[one.file.slot] = one.broken[0]
    said = {code for code, answer in page.work.fields.items() if answers.each(answer)}
    asked = {slot.code for slot in page.slots} | {"subtype"}
    asked |= {one.code for one in page.fields if one.required or one.code in said}
    offered = [
        Offer(code, label, found[code].says, found[code].weight == "block")
        if code in found
        else Offer(code, label, "", picked=False)
        for code, label in items_of(page.spec, page.work.category)
        if code in asked
    ]
    return sorted(offered, key=lambda offer: not offer.note)
