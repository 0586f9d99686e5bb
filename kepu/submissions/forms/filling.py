"""A filled workbook read back (填好的统计表): what it would change, and what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kepu.core.errors import Refused
from kepu.core.ids import uuid_of
from kepu.core.sheets.workbook import Read
from kepu.places.queries import the_one
from kepu.rulebook import answers
from kepu.rulebook.answers import Answer
from kepu.rulebook.spec import Field, Spec
from kepu.submissions.actions import Draft
from kepu.submissions.forms.manifest import (
    FILE,
    ID,
    TAIL,
    YES_NO,
    fields_in,
    names_of,
    number_of,
)
from kepu.submissions.models import Work
from kepu.submissions.queries import DraftRow

SUBTYPE = "subtype"
HEADS = 10  # rows in which the headings are looked for
BETWEEN = re.compile(r"[、，,;；/\n]+")
NOISE = re.compile(r"[\s*＊（）()：:]|必填|可多选")
UNSAFE = ("=", "@")
LISTED = 40  # characters of what is shown before and after


class NoHeadings(Refused):
    """The sheet has no row of headings that we know."""

    code = "no_headings"
    says = (
        "没有读这张表：没找到表头。第一行要有“文件名”或“草稿号”，再加要填的各栏，"
        "请用这里导出的统计表填"
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that was not taken (有误的格): where, what is wrong, what to do."""

    row: int
    column: str
    says: str
    cure: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that the sheet would change (改动)."""

    label: str
    before: str
    after: str


@dataclass(slots=True)
class Filling:
    """What a sheet says of one draft (一行): what changes, and what would be saved."""

    work: Work
    row: int
    changes: list[Change] = field(default_factory=list)
    fields: dict[str, Answer] = field(default_factory=dict)
    subtype: str | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """What a filled sheet would do (对照): changes by draft, faults by cell, what is left."""

    fillings: list[Filling]
    faults: list[Fault]
    missing: list[Work]  # drafts of which the sheet says nothing
    unknown: list[str]  # headings that are of no use

    @property
    def changed(self) -> list[Filling]:
        return [one for one in self.fillings if one.changes]

    @property
    def cells(self) -> int:
        return sum(len(one.changes) for one in self.fillings)

    @property
    def packed(self) -> str:
        """Write the changes down for the page to send back when they are confirmed."""
        said = {
            str(one.work.pk): {
                "edits": one.work.edits,
                "subtype": one.subtype,
                "fields": one.fields,
            }
            for one in self.changed
        }
        return json.dumps(said, ensure_ascii=False)


def filled(
    sheet: Read,
    spec: Spec,
    category: str,
    rows: Sequence[DraftRow],
    said: Mapping[UUID, Mapping[str, str]],
) -> Filled:
    """Say what a filled workbook would change; a cell that cannot be read changes nothing."""
    head, at = _headings(sheet, spec, category)
    reading = _Reading(sheet, spec, category, said, at)
    finder = _Finder(rows, at)
    fillings: dict[UUID, Filling] = {}
    faults: list[Fault] = []
    for nth, cells in enumerate(sheet.rows[head + 1 :], start=head + 1):
        if not any(cells):
            continue
        found = finder.of(cells, nth + 1)
        if isinstance(found, Fault):
            faults.append(found)
        elif found.pk in fillings:
            says = f"和第 {fillings[found.pk].row} 行说的是同一件草稿"
            faults.append(Fault(nth + 1, FILE, says, "留下一行，其余的删去"))
        else:
            fillings[found.pk] = reading.row(found, nth, cells, faults)
    missing = [row.work for row in rows if row.work.pk not in fillings]
    known = set(at.values())
    unknown = [one for nth, one in enumerate(sheet.rows[head]) if one and nth not in known]
    return Filled(list(fillings.values()), faults, missing, unknown)


def confirmed(said: str, works: Mapping[UUID, Work]) -> list[tuple[Work, int, Draft]]:
    """Read what a page sends back as confirmed; what is of no known draft is left out."""
    try:
        told = json.loads(said)
    except ValueError:
        return []
    found = []
    for pk, one in told.items() if isinstance(told, dict) else ():
        work = works.get(uuid_of(str(pk)) or UUID(int=0))
        if work is None or not isinstance(one, dict) or not isinstance(one.get("fields"), dict):
            continue
        fields = {str(code): _plain(answer) for code, answer in one["fields"].items()}
        subtype = one.get("subtype")
        kept = work.subtype if subtype is None else str(subtype)
        edits = one.get("edits")
        seen = edits if isinstance(edits, int) else -1
        found.append((work, seen, Draft(subtype=kept, fields=fields)))
    return found


def _plain(answer: object) -> Answer:
    return [str(one) for one in answer] if isinstance(answer, list) else str(answer)


class _Finder:
    """Finds the draft that a row is about: by its number, else by the name of a file."""

    def __init__(self, rows: Sequence[DraftRow], at: Mapping[str, int]) -> None:
        self.at = at
        self.by_number = {number_of(row.work): row.work for row in rows}
        self.by_name: dict[str, list[Work]] = {}
        for row in rows:
            for name in dict.fromkeys(one.file.name for one in row.page.files):
                self.by_name.setdefault(name, []).append(row.work)

    def of(self, cells: Sequence[str], nth: int) -> Work | Fault:
        number, name = (_cell(cells, self.at.get(key)) for key in (ID, FILE))
        if number:
            work = self.by_number.get(number.lower().zfill(TAIL))
            cure = "它可能已经报送，或者是另一批的；没有报送的请重新导出"
            return work or Fault(nth, ID, f"没有草稿号是“{number}”的草稿", cure)
        names = [name, *filter(None, (one.strip() for one in BETWEEN.split(name)))]
        found = next((self.by_name[one] for one in names if one in self.by_name), [])
        if len(found) == 1:
            return found[0]
        if found:
            return Fault(nth, FILE, f"有 {len(found)} 件草稿的文件都叫“{name}”", "请填上草稿号")
        if not name:
            return Fault(nth, FILE, "这一行没写文件名，也没写草稿号", "补上其中一个")
        return Fault(nth, FILE, f"没有文件叫“{name}”的草稿", "先上传这个文件，或改成文件的原名")


@dataclass(frozen=True, slots=True)
class _Reading:
    """Reads the cells of a row as answers."""

    sheet: Read
    spec: Spec
    category: str
    said: Mapping[UUID, Mapping[str, str]]
    at: Mapping[str, int]

    def row(self, work: Work, nth: int, cells: Sequence[str], faults: list[Fault]) -> Filling:
        filling = Filling(work, nth + 1)
        self._subtype(filling, nth, cells, faults)
        for one in fields_in(self.spec, self.category):
            column = self.at.get(one.code)
            before, text = self.said[work.pk].get(one.code, ""), _cell(cells, column)
            if not text or text == before or column is None:
                continue
            try:
                answer = self._right(one, work, nth, column, text)
            except _Wrong as wrong:
                faults.append(Fault(nth + 1, one.label, wrong.says, wrong.cure))
                continue
            if answer != work.fields.get(one.code, ""):
                filling.fields[one.code] = answer
                change = Change(one.label, before[:LISTED] or "（空）", text[:LISTED])
                filling.changes.append(change)
        return filling

    def _subtype(
        self, filling: Filling, nth: int, cells: Sequence[str], faults: list[Fault]
    ) -> None:
        own, column = self.spec.category(self.category), self.at.get(SUBTYPE)
        text = _cell(cells, column)
        known = {one.label: one.code for one in own.subtypes}
        labels = {code: label for label, code in known.items()}
        before = labels.get(filling.work.subtype, filling.work.subtype)
        if column is None or not text or text == before:
            return
        wrong = self._unsafe(nth, column, text)
        if not wrong and text not in known and not own.open_ended:
            wrong = _Wrong(f"没有“{text}”这个细类", f"从这些里选：{'、'.join(known)}")
        if wrong:
            faults.append(Fault(nth + 1, "细类", wrong.says, wrong.cure))
            return
        filling.subtype = known.get(text, text)
        filling.changes.append(Change("细类", before or "（空）", text[:LISTED]))

    def _unsafe(self, nth: int, column: int, text: str) -> _Wrong | None:
        """Say what is wrong with a cell that a spreadsheet would calculate."""
        if (nth, column) in self.sheet.formulas or text.startswith(UNSAFE):
            return _Wrong(f"写的是公式，或以“{text[:1]}”开头", "改成直接写的文字或数字")
        return None

    def _answer(self, asked: Field, text: str) -> Answer:
        """Turn the words of a cell into an answer: codes for labels, a place for its name."""
        if asked.kind == "choices":
            said = [one.strip() for one in BETWEEN.split(text) if one.strip()]
            return [self._chosen(asked, one) for one in said]
        if asked.kind == "choice":
            return self._chosen(asked, text)
        if asked.kind == "yes_no":
            if text not in YES_NO:
                raise _Wrong(f"写成了“{text}”", "只写“是”或“否”")
            return YES_NO[text]
        if asked.kind == "place":
            try:
                return str(the_one(text).code)
            except Refused as error:
                raise _Wrong(str(error), "") from error
        return text

    def _chosen(self, asked: Field, text: str) -> str:
        words = next(one for one in self.spec.vocabularies if one.code == asked.choices)
        for entry in words.entries:
            if text in {entry.label, entry.code}:
                return str(entry.code)
        if not words.open_ended:
            labels = "、".join(entry.label for entry in words.entries)
            raise _Wrong(f"没有“{text}”这一项", f"从这些里选：{labels}")
        return text

    def _right(self, asked: Field, work: Work, nth: int, column: int, text: str) -> Answer:
        """Give the answer of a cell, held against its field as the form of the work does."""
        if unsafe := self._unsafe(nth, column, text):
            raise unsafe
        answer = self._answer(asked, text)
        for finding in answers.wrong(self.spec, [asked], {**work.fields, asked.code: answer}):
            if finding.weight == "block":
                raise _Wrong(finding.says, finding.cure)
        return answer


class _Wrong(Exception):
    """A cell cannot be taken."""

    def __init__(self, says: str, cure: str) -> None:
        super().__init__(says)
        self.says, self.cure = says, cure


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""


def _headings(sheet: Read, spec: Spec, category: str) -> tuple[int, dict[str, int]]:
    """Find the row of headings, and in which column stands what."""
    keys = _keys(spec, category)
    for nth, row in enumerate(sheet.rows[:HEADS]):
        at: dict[str, int] = {}
        for column, head in enumerate(row):
            key = keys.get(NOISE.sub("", head))
            if key and key not in at:
                at[key] = column
        if {ID, FILE} & at.keys() and len(at) > 1:
            return nth, at
    raise NoHeadings


def _keys(spec: Spec, category: str) -> dict[str, str]:
    """Give what a heading means: our own label, or the name that the notice gives it."""
    names = names_of(spec)
    known = {ID: ID, FILE: FILE, names.get("file", FILE): FILE, "细类": SUBTYPE}
    for one in fields_in(spec, category):
        known |= {one.label: one.code, names.get(one.code, one.label): one.code}
    return {NOISE.sub("", head): key for head, key in known.items()}
