"""Holds files against the rules of a campaign and tells what was found (技术检查)."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

from kepu.campaigns.specs import founding
from kepu.cli.check import sheet
from kepu.media.measures.run import Child
from kepu.rulebook import judge, spec
from kepu.rulebook.facts import Facts, Tier
from kepu.rulebook.formats import same
from kepu.rulebook.measured import Given

WRONG = 2


class Wrong(Exception):
    """The command was given something that is not there (用法有误)."""


class Arguments(argparse.ArgumentParser):
    """Arguments whose faults are told in Chinese."""

    def error(self, message: str) -> NoReturn:
        raise Wrong(f"命令写法不对：{message}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is asked: which files, against which slot, with what a form would say."""

    files: tuple[Path, ...]
    slots: tuple[spec.Slot, ...]
    title: str
    given: Given
    as_json: bool

    def slot_of(self, file: Path) -> spec.Slot:
        """Find what a file is for: by its ending among what the notice asks of all, else first."""
        asked = [slot for slot in self.slots if not slot.ours and not slot.when] or self.slots
        ending = same(file.suffix.lstrip("."))
        fits = (slot for slot in asked if ending in map(same, slot.formats))
        return next(fits, asked[0])


def run(argv: list[str], child: Child) -> int:
    """Check files; 0 nothing blocks, 1 something blocks, 2 the command was wrong."""
    try:
        return int(_blocked(_task(argv), child))
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return WRONG


def _blocked(task: Task, child: Child) -> bool:
    sheets = []
    for number, file in enumerate(task.files, start=1):
        sheet.progress(number, len(task.files), file)
        sheets.append(_checked(file, task, child))
        sheet.hush()
        if not task.as_json:
            sheets[-1].show()
    if task.as_json:
        whole = {"files": [each.as_json() for each in sheets]}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    elif len(sheets) > 1:
        sheet.sum_up(sheets)
    return any(each.verdict == "block" for each in sheets)


def _checked(file: Path, task: Task, child: Child) -> sheet.Sheet:
    slot = task.slot_of(file)
    demands = judge.demands_of(slot)
    try:
        facts = _measured(file, judge.tiers_of(demands), child)
    except OSError as error:
        raise Wrong(f"读不了文件 {file}：{error.strerror}") from error
    findings = judge.judge_file(demands, facts, replace(task.given, file_name=file.name))
    return sheet.Sheet(
        file=file,
        title=f"{task.title} · {slot.label}",
        labels={rule.code: rule.label for rule in slot.rules},
        facts=facts,
        findings=tuple(findings),
        verdict=judge.verdict(findings),
    )


def _measured(file: Path, tiers: set[Tier], child: Child) -> Facts:
    """Measure the tiers asked for; each of the deeper ones probes by itself."""
    first, *more = [tier for tier in Tier if tier in tiers - {Tier.PROBE}] or [Tier.PROBE]
    facts = child.measure(file, first)
    for tier in more:
        facts = facts.joined(child.measure(file, tier, sha256=facts.sha256))
    return facts


def _task(argv: list[str]) -> Task:
    said = _arguments().parse_args(argv)
    campaign = _campaign(said.campaign)
    category = _one(campaign.categories, said.category, "--category", "类别")
    forms = (form for form in campaign.forms if form.code in category.forms)
    slots = (*category.slots, *(slot for form in forms for slot in form.slots))
    if not slots:
        raise Wrong(f"类别“{category.label}”只填表，不交文件，没有可以检查的")
    if said.slot:
        slots = (_one(slots, said.slot, "--slot", "材料"),)
    return Task(
        files=tuple(_files(said.files)),
        slots=slots,
        title=f"{campaign.title} · {category.label}",
        given=_given(said.set),
        as_json=said.json,
    )


def _arguments() -> Arguments:
    asked = Arguments(
        prog="kepu check",
        usage="kepu check 文件… --campaign 活动代码或方案文件 --category 类别代码 "
        "[--slot 材料代码] [--set 项目=值]… [--json]",
        description="按征集要求检查文件。退出码：0 没有必须修改的，1 有必须修改的，2 命令有误。",
        add_help=False,
    )
    asked.add_argument("files", nargs="+", metavar="文件", type=Path, help="文件或文件夹")
    asked.add_argument("--campaign", required=True, help=f"{'、'.join(founding())}，或 .toml 文件")
    asked.add_argument("--category", default="", help="类别代码，如 video")
    asked.add_argument("--slot", default="", help="材料代码；不写则按文件扩展名选")
    known = "、".join(Given().as_json())
    asked.add_argument("--set", action="append", default=[], help=f"表单上会填的：{known}")
    asked.add_argument("--json", action="store_true", help="输出 JSON，供程序读取")
    asked.add_argument("-h", "--help", action="help", help="显示这些说明")
    return asked


def _campaign(named: str) -> spec.Spec:
    shipped = founding()
    path = shipped.get(named) or Path(named)
    if named not in shipped and not path.is_file():
        raise Wrong(f"没有“{named}”这个征集活动；可以写 {'、'.join(shipped)}，或方案文件的路径")
    try:
        return spec.read(path)
    except (spec.BadSpec, OSError, UnicodeDecodeError) as error:
        raise Wrong(f"方案文件 {path} 有误：\n{error}") from error


def _one(parts: tuple[Any, ...], code: str, option: str, noun: str) -> Any:
    known = {part.code: part for part in parts}
    listed = "、".join(f"{part.code}（{part.label}）" for part in parts)
    if not code:
        raise Wrong(f"请用 {option} 写明{noun}：{listed}")
    if code not in known:
        raise Wrong(f"没有“{code}”这个{noun}；可以写 {listed}")
    return known[code]


def _given(pairs: list[str]) -> Given:
    if bare := [pair for pair in pairs if "=" not in pair]:
        raise Wrong(f"--set 要写成“项目=值”，如 made_in=2014；写的是“{bare[0]}”")
    try:
        return Given.of(dict(pair.split("=", 1) for pair in pairs))
    except ValueError as error:
        raise Wrong(f"--set 有误：{error}") from error


def _files(named: list[Path]) -> Iterator[Path]:
    for path in named:
        if path.is_dir():
            yield from _within(path)
        elif path.is_file():
            yield path
        else:
            raise Wrong(f"{'不是普通文件' if path.exists() else '没有这个文件'}：{path}")


def _within(folder: Path) -> Iterator[Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    shown = [path for path in found if not path.name.startswith(".")]
    if not shown:
        raise Wrong(f"文件夹里没有文件：{folder}")
    yield from shown
