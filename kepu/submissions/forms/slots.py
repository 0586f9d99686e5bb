"""Draws the slots of a work for its form, each with its files and what the notice asks of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kepu.campaigns.requirements import demand_of
from kepu.rulebook.spec import Slot
from kepu.submissions.forms.reading import at_most
from kepu.submissions.models import SlotFile
from kepu.submissions.queries import Filed, Sheet, lacking


@dataclass(frozen=True, slots=True)
class SlotShown:
    """A slot with its files as the form shows them (一类材料)."""

    slot: Slot
    files: list[Filed]
    text: str
    demand: str
    shut: bool
    ranges: str = ""
    gone: Sequence[SlotFile] = ()

    @property
    def is_series(self) -> bool:
        return self.slot.count[1] > 1

    @property
    def tally(self) -> str:
        """Count the files: how many are in order, being checked, to be replaced."""
        bad = sum(1 for one in self.files if one.blocking)
        pending = sum(1 for one in self.files if not one.verdict)
        good = len(self.files) - bad - pending
        parts = ((good, "可以报送"), (pending, "正在检查"), (bad, "要换"))
        told = "，".join(f"{count} 件{how}" for count, how in parts if count)
        most = f"（最多 {self.slot.count[1]} 件）" if self.is_series else ""
        return f"{len(self.files)} 件{most}：{told}" if told else f"还没有文件{most}"

    @property
    def accept(self) -> str:
        return ",".join(f".{form}" for form in self.slot.formats)

    @property
    def limit(self) -> int:
        return at_most(self.slot)


def slots(page: Sheet, gone: Sequence[SlotFile] = ()) -> list[SlotShown]:
    """Draw the slots of a work, each with what the notice asks of it in one line.

    ``gone`` is what was taken out just now and can be put back.
    """
    return [
        SlotShown(
            slot,
            page.filed(slot),
            str(page.work.typed.get(slot.code, "")),
            demand=_demand(slot),
            shut=not page.work.may_change(slot.code),
            ranges=_ranges(slot),
            gone=[file for file in gone if file.slot == slot.code],
        )
        for slot in page.slots
    ]


def _demand(slot: Slot) -> str:
    said = [demand_of(rule) for rule in slot.rules if rule.weight == "block" and rule.limits]
    formats = "、".join(form.upper() for form in slot.formats)
    series = "，单张或系列均可" if slot.count[1] > 1 else ""
    return "，".join([formats, *(one for one in said if one not in formats)]) + series


def _ranges(slot: Slot) -> str:
    """Give the ranges of characters that a typed text should keep to, for the live counter."""
    rules = [rule for rule in slot.rules if rule.check == "characters"]
    spans: Any = rules[0].limits.get("ranges", []) if rules else []
    return ",".join(f"{low}-{high}" for low, high in spans)


def steps(page: Sheet) -> list[dict[str, str]]:
    """Say how far each of the three steps is."""
    waits = lacking(page)
    files = [one for one in waits if one.url.startswith(("#slot", "#file")) or one.state == "wait"]
    promised = [one for one in waits if one.url == "#promise"]
    said = len(waits) - len(files) - len(promised)
    good = sum(1 for one in page.files if one.verdict and not one.blocking)
    state = ["done" if not count else "" for count in (len(files), said, len(promised))]
    if "" in state:
        state[state.index("")] = "now"
    facts = (
        f"{good} 件可以报送" if page.files else "还没有文件",
        f"还差 {said} 项" if said else "已填好",
        "未确认" if promised else "已确认",
    )
    names = ("1 文件", "2 说明", "3 承诺并报送")
    return [
        {"name": name, "fact": fact, "state": how}
        for name, fact, how in zip(names, facts, state, strict=True)
    ]
