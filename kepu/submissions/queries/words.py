"""What the form of a work says, in words: labels for codes, names for places, tables on a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kepu.core.text import hidden
from kepu.places.queries import full_names
from kepu.rulebook.answers import Row, each, rows
from kepu.rulebook.spec import Field, Spec
from kepu.submissions.models import Work

YES_NO = {"yes": "是", "no": "否"}


def in_words(
    spec: Spec, category: str, said: Mapping[str, Any], *, plainly: bool = False
) -> dict[str, str]:
    """Write each answer on a line, by field; what was left empty and promises are left out.

    What tells about a person is hidden, unless ``plainly`` is asked for.
    """
    asked = [one for one in spec.fields_of(category) if one.kind != "declaration"]
    labels = _labels(spec) | _places(asked, said)
    lines = _Lines(labels, plainly)
    written = {one.code: lines.of(one, said.get(one.code, "")) for one in asked}
    return {code: line for code, line in written.items() if line}


def in_words_of_many(
    spec: Spec, category: str, works: Sequence[Work]
) -> dict[UUID, dict[str, str]]:
    """Write the answers of many works plainly, each on a line, with the places of all at once."""
    asked = [one for one in spec.fields_of(category) if one.kind != "declaration"]
    codes = {
        str(work.fields.get(one.code, "")) for one in asked if one.kind == "place" for work in works
    }
    places = {("place", code): name for code, name in full_names(codes - {""}).items()}
    lines = _Lines(_labels(spec) | places, plainly=True)
    return {
        work.pk: {one.code: lines.of(one, work.fields.get(one.code, "")) for one in asked}
        for work in works
    }


def answers(spec: Spec, work: Work, *, plainly: bool = False) -> list[tuple[str, str]]:
    """Write what a work's form says, under its labels (填报内容)."""
    own = spec.category(work.category)
    known = {one.code: one.label for one in own.subtypes}
    labels = {one.code: one.label for one in spec.fields_of(work.category)}
    written = in_words(spec, work.category, work.fields, plainly=plainly)
    kind = [("类别", own.label), ("细类", known.get(work.subtype, work.subtype))]
    return [pair for pair in kind if pair[1]] + [(labels[code], written[code]) for code in written]


def tells_of_persons(spec: Spec, work: Work) -> bool:
    """Say whether the form has an answer that is hidden."""
    asked = (one for one in spec.fields_of(work.category) if one.is_personal)
    return any(each(work.fields.get(one.code, "")) for one in asked)


def _labels(spec: Spec) -> dict[tuple[str, str], str]:
    return {
        (words.code, entry.code): entry.label
        for words in spec.vocabularies
        for entry in words.entries
    }


def _places(asked: list[Field], said: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    codes = {str(said.get(one.code, "")) for one in asked if one.kind == "place"}
    return {("place", code): name for code, name in full_names(codes - {""}).items()}


@dataclass(frozen=True, slots=True)
class _Lines:
    """Writes answers on one line each."""

    labels: Mapping[tuple[str, str], str]
    plainly: bool

    def of(self, asked: Field, answer: Any) -> str:
        if asked.kind == "table":
            return "；".join(self._row(asked, row) for row in rows(answer))
        if asked.kind == "yes_no":
            return YES_NO.get(answer, "")
        group = "place" if asked.kind == "place" else str(asked.choices)
        named = [self.labels.get((group, one), one) for one in each(answer)]
        hides = asked.is_personal and not self.plainly
        return "、".join(hidden(one) if hides else one for one in named)

    def _row(self, asked: Field, row: Row) -> str:
        cells = (self.of(column, row.get(column.code, "")) for column in asked.columns)
        return "，".join(filter(None, cells))
