"""What a notice demands, in rows a sender can read (要求表), each with its weight and clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kepu.rulebook.checks import CHECKS, limits_of
from kepu.rulebook.facts import Facts
from kepu.rulebook.judge import Demand
from kepu.rulebook.measured import Given, Measured
from kepu.rulebook.org_kinds import ORG_KINDS
from kepu.rulebook.spec import Category, Rule, Slot, Spec

AT_WILL = {"any": True}
ICONS = {"video": "square-play", "audio": "audio-lines", "picture": "image", "poster": "image"}
TEXT_ICON = "file-text"
WORD = {"doc", "docx", "wps"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of requirements (一项要求)."""

    item: str
    weight: str
    demand: str
    clause: str
    words: str
    ours: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All that is demanded of one category (一类作品的要求)."""

    code: str
    title: str
    note: str
    formats: str
    icon: str
    rows: list[Row]


def tables(spec: Spec) -> list[Table]:
    """Write the requirements of every category, in the order of the notice."""
    in_order = sorted(spec.categories, key=lambda category: category.priority)
    return [_table(category) for category in in_order]


def kinds(spec: Spec) -> list[str]:
    """Name the kinds of organisation that may hand in, each once."""
    codes = dict.fromkeys(kind for klass in spec.classes for kind in klass.org_kinds)
    return [ORG_KINDS[code] for code in codes]


def demand_of(rule: Demand) -> str:
    """Say what a rule demands: what its check would ask of a file of which nothing is known."""
    if rule.limits == AT_WILL:
        return "不限"
    check = CHECKS[rule.check]
    kind: type[Facts] = check.OF[0]
    asked: Measured = check.check(
        kind(sha256="", size=0), Given(), limits_of(rule.check, rule.limits)
    )
    return asked.required or rule.words


def _table(category: Category) -> Table:
    main = next(iter(category.slots), None)
    shelf = next((one.shelf for one in category.subtypes if one.shelf), "")
    return Table(
        code=category.code,
        title=category.label,
        note="、".join(one.label for one in category.subtypes),
        formats=("直接填写" if main.typed else _formats(main)) if main else "",
        icon=ICONS.get(shelf or "", TEXT_ICON),
        rows=[row for slot in category.slots for row in _rows(slot, is_main=slot is main)],
    )


def shared(spec: Spec) -> list[Row]:
    """List what is demanded of works of every category: files of their forms, promises."""
    forms = {code for category in spec.categories for code in category.forms}
    slots = [slot for form in spec.forms if form.code in forms for slot in form.slots]
    promises = [text for text in spec.texts if text.kind in {"promise", "licence"}]
    return [
        *(row for slot in slots for row in _rows(slot, is_main=False)),
        *(
            Row(text.label, "block", text.text, text.clause, text.words, text.ours)
            for text in promises
        ),
    ]


def _rows(slot: Slot, *, is_main: bool) -> Iterator[Row]:
    about = "" if is_main else f"{slot.label}："
    asked = {rule.check for rule in slot.rules}
    if not is_main:
        weight = "block" if slot.count[0] and not slot.when else "any"
        demand = f"{_formats(slot)}，{_count(slot)}"
        note = "只在有这种情况时交" if slot.when else ""
        yield Row(slot.label, weight, demand, slot.clause, slot.words, slot.ours, note)
    elif "format" not in asked:
        yield Row("格式", "block", _formats(slot), slot.clause, slot.words, slot.ours)
    for rule in slot.rules:
        yield _row(rule, about)
    if is_main and slot.count != (1, 1):
        yield Row("件数", "block", _count(slot), slot.clause, slot.words, slot.ours)


def _row(rule: Rule, about: str) -> Row:
    weight = "any" if rule.limits == AT_WILL else rule.weight
    item = f"{about}{rule.label}"
    demand = demand_of(rule)
    return Row(item, weight, demand, rule.clause, rule.words, rule.ours, rule.waiver)


def _formats(slot: Slot) -> str:
    return "、".join("Word" if form in WORD else form.upper() for form in _each_once(slot.formats))


def _each_once(formats: Sequence[str]) -> list[str]:
    """Take Word's three endings for one."""
    return [
        form for at, form in enumerate(formats) if form not in WORD or not WORD & {*formats[:at]}
    ]


def _count(slot: Slot) -> str:
    least, most = slot.count
    if not least:
        return f"可以不交，最多 {most} 件"
    return f"{least} 件" if least == most else f"{least}–{most} 件"
