"""What a notice demands, in rows a sender can read (要求表), each with its weight and clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kepu.rulebook.checks import CHECKS
from kepu.rulebook.facts import Facts
from kepu.rulebook.judge import Demand, judge_file
from kepu.rulebook.measured import Given
from kepu.rulebook.org_kinds import ORG_KINDS
from kepu.rulebook.spec import Category, Rule, Slot, Spec

AT_WILL = {"any": True}
ICONS = {"video": "square-play", "audio": "audio-lines", "picture": "image", "poster": "image"}
TEXT_ICON = "file-text"


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
    return [_table(spec, category) for category in in_order]


def kinds(spec: Spec) -> list[str]:
    """Name the kinds of organisation that may hand in, each once."""
    codes = dict.fromkeys(kind for klass in spec.classes for kind in klass.org_kinds)
    return [ORG_KINDS[code] for code in codes]


def demand_of(rule: Demand) -> str:
    """Say what a rule demands: what its check would ask of a file of which nothing is known."""
    if rule.limits == AT_WILL:
        return "不限"
    kind: type[Facts] = CHECKS[rule.check].OF[0]
    finding = judge_file([rule], kind(sha256="", size=0), Given())[0]
    return finding.required or rule.words


def _table(spec: Spec, category: Category) -> Table:
    slots = spec.slots_of(category.code)
    main = slots[0] if slots else None
    rows = [row for slot in slots for row in _rows(slot, is_main=slot is main)]
    shelf = next((one.shelf for one in category.subtypes if one.shelf), "")
    return Table(
        code=category.code,
        title=category.label,
        note="、".join(one.label for one in category.subtypes),
        formats="、".join(form.upper() for form in main.formats) if main else "",
        icon=ICONS.get(shelf or "", TEXT_ICON),
        rows=rows,
    )


def _rows(slot: Slot, *, is_main: bool) -> Iterator[Row]:
    about = "" if is_main else f"{slot.label}："
    asked = {rule.check for rule in slot.rules}
    if "format" not in asked:
        demand = " 或 ".join(form.upper() for form in slot.formats)
        yield Row(f"{about}格式", "block", demand, slot.clause, slot.words, slot.ours)
    for rule in slot.rules:
        yield _row(rule, about)
    if slot.count != (1, 1):
        yield Row(f"{about}件数", *_count(slot), slot.clause, slot.words, slot.ours)


def _row(rule: Rule, about: str) -> Row:
    weight = "any" if rule.limits == AT_WILL else rule.weight
    item = f"{about}{rule.label}"
    demand = demand_of(rule)
    return Row(item, weight, demand, rule.clause, rule.words, rule.ours, rule.waiver)


def _count(slot: Slot) -> tuple[str, str]:
    least, most = slot.count
    if not least:
        return "any", f"可以不交，最多 {most} 件"
    return "block", f"{least} 件" if least == most else f"{least}–{most} 件"
