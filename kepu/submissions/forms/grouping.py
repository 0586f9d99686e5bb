"""Sorts many files into works before anything is made (归组): which file is of which work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kepu.look.words import size as as_size
from kepu.rulebook.formats import same
from kepu.rulebook.spec import Slot
from kepu.submissions.forms.reading import at_most

MODES = {"file": "一个文件一件", "folder": "一个文件夹一件", "stem": "名字相同、编号不同的算一件"}
MOST = 2000  # files of one choice
LONGEST = 255

NUMBERED = re.compile(r"^(.*[^-_ (（])[-_ ]*[-_ (（](\d{1,3})[)）]?$")  # 作品名-1, 作品名（2）
Held = Mapping[str, set[tuple[str, str, int]]]


@dataclass(frozen=True, slots=True)
class Coming:
    """A file that somebody chose (待传文件): where it lies in their folder, and its size."""

    path: str
    size: int

    @property
    def name(self) -> str:
        return PurePosixPath(self.path).name

    @property
    def format(self) -> str:
        form = PurePosixPath(self.path).suffix[1:].lower()
        return same(form)


@dataclass(frozen=True, slots=True)
class Placed:
    """A file with its place (去处): the slot, or why it is not sent."""

    file: Coming
    nth: int
    slot: Slot | None = None
    is_there: bool = False
    why: str = ""

    @property
    def comes(self) -> bool:
        """Say whether it is to be sent."""
        return self.slot is not None and not self.is_there


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one work to be (一件): by which key they find it, and what it will be called."""

    key: str
    title: str
    is_there: bool
    files: list[Placed] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return not self.is_there and any(one.comes for one in self.files)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would come of the files that were chosen (归组结果)."""

    mode: str
    groups: list[Group]

    @property
    def coming(self) -> list[Placed]:
        return [one for group in self.groups for one in group.files if one.comes]

    @property
    def refused(self) -> list[Placed]:
        return [one for group in self.groups for one in group.files if one.why]

    @property
    def there(self) -> int:
        return sum(one.is_there for group in self.groups for one in group.files)

    @property
    def works(self) -> int:
        """Count the works that would be made."""
        return sum(group.is_new for group in self.groups)

    @property
    def bytes(self) -> int:
        return sum(one.file.size for one in self.coming)


def plan(
    files: Sequence[Coming],
    slots: Sequence[Slot],
    *,
    mode: str,
    first: str,
    held: Held,
    named: Callable[[str], str],
) -> Plan:
    """Sort files into works; without a mode, as they lie and as the slots take them.

    ``first`` is the slot that was chosen: others take only what it does not. ``named`` makes a
    title of the name of a file or folder.
    """
    taking = sorted((one for one in slots if not one.typed), key=lambda one: one.code != first)
    known = mode if mode in MODES else fitting(files, taking)
    sorted_out: dict[str, tuple[str, list[tuple[int, Coming]]]] = {}
    keys = _keys(files, known)
    for nth, (file, (key, title)) in enumerate(zip(files, keys, strict=True)):
        sorted_out.setdefault(key, (title, []))[1].append((nth, file))
    return Plan(
        known,
        [
            Group(key, named(title), key in held, _placed(of_it, taking, held.get(key, set())))
            for key, (title, of_it) in sorted_out.items()
        ],
    )


def fitting(files: Sequence[Coming], slots: Iterable[Slot]) -> str:
    """Guess what is one work: where a work holds one file only, every file is."""
    if sum(slot.count[1] for slot in slots) == 1:
        return "file"
    for mode in ("folder", "stem"):
        keys = [key for key, _ in _keys(files, mode)]
        if 1 < len(set(keys)) < len(keys):
            return mode
    return "file"


def _keys(files: Sequence[Coming], mode: str) -> list[tuple[str, str]]:
    """Give each file the key and the title of its work."""
    paths = [PurePosixPath(file.path) for file in files]
    alone = [(str(path)[-LONGEST:], path.stem) for path in paths]
    if mode == "folder":
        return [
            (str(path.parent)[-LONGEST:], path.parent.name) if path.parent.name else own
            for path, own in zip(paths, alone, strict=True)
        ]
    if mode == "stem":
        stems = [str(path.parent / _stem(path)) for path in paths]
        many = Counter(stems)
        return [
            (stem[-LONGEST:], PurePosixPath(stem).name) if many[stem] > 1 else own
            for stem, own in zip(stems, alone, strict=True)
        ]
    return alone


def _stem(path: PurePosixPath) -> str:
    """Give the name of a file without its number: 作品名-1.jpg is of 作品名."""
    numbered = NUMBERED.match(path.stem)
    return numbered[1].strip() if numbered else path.stem


def _placed(
    files: Sequence[tuple[int, Coming]], slots: Sequence[Slot], held: set[tuple[str, str, int]]
) -> list[Placed]:
    """Put the files of one work into its slots, as long as there is room."""
    taken = {slot.code: sum(code == slot.code for code, _, _ in held) for slot in slots}
    placed = []
    for nth, file in files:
        fit = [slot for slot in slots if file.format in map(same, slot.formats)]
        there = next((one for one in fit if (one.code, file.name, file.size) in held), None)
        if there:
            placed.append(Placed(file, nth, there, is_there=True))
            continue
        why = _why_not(file, fit, slots)
        free = next((one for one in fit if taken[one.code] < one.count[1]), None)
        # a single file of the same name is settled when it comes: it replaces what was refused
        slot = free or (fit[0] if fit and held and len(files) == 1 else None)
        if not why and slot is None:
            why = f"放不下：一件最多 {fit[0].count[1]} 个“{fit[0].label}”"
        placed.append(Placed(file, nth, None if why else slot, why=why))
        if slot and not why:
            taken[slot.code] += 1
    return placed


def _why_not(file: Coming, fit: Sequence[Slot], slots: Sequence[Slot]) -> str:
    if not fit:
        forms = dict.fromkeys(form.upper() for slot in slots for form in slot.formats)
        return f"不是 {'、'.join(forms)}，不收"
    if not file.size:
        return "是空的（0 字节），不收"
    if file.size > at_most(fit[0]):
        return f"太大，一个不能超过 {as_size(at_most(fit[0]))}"
    return ""
