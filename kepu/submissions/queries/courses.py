"""The course of a work after it was handed in: where it stands, who must act, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kepu.campaigns.queries import spec_of
from kepu.cases.models import Case
from kepu.cases.queries import Past, case_of, history
from kepu.submissions.life import State
from kepu.submissions.models import Work

PLATFORM = "平台"


@dataclass(frozen=True, slots=True)
class Stop:
    """One step of the course (一个环节), as the step bar shows it."""

    name: str
    fact: str
    state: str


@dataclass(frozen=True, slots=True)
class Course:
    """Where a work stands (办理进度), in words."""

    case: Case | None
    stops: list[Stop]
    past: list[Past]
    says: str
    since: datetime | None

    @property
    def last_word(self) -> Past | None:
        """Give the latest decision of a person that came with a comment or with items to mend."""
        by_hand = (one for one in self.past if one.who != PLATFORM)
        return next((one for one in by_hand if one.comment or one.items), None)


def course(work: Work, *, own: bool = False) -> Course:
    """Tell the course of a work in three queries; its own sender learns no expert's name.

    To its sender it says what to do; to others, with whom it is.
    """
    case = case_of("work", work.pk)
    stops = _stops(case) if case else []
    last = _shelf(work) if stops and spec_of(work.version).shelves(work.category) else []
    return Course(
        case=case,
        stops=[*stops, *last],
        past=history("work", work.pk, discreet=own),
        says=_says(work, case, stops, own=own),
        since=case.since if case else work.submitted_at,
    )


def _stops(case: Case) -> list[Stop]:
    rows = list(case.steps.order_by("place_in_row"))
    return [
        Stop(
            row.label, _fact(case, row.place_in_row, row.seat_label), _state(case, row.place_in_row)
        )
        for row in rows
    ]


def _shelf(work: Work) -> list[Stop]:
    """Give the last step of what a library waits for: its own (入库)."""
    if work.shelf_item:
        return [
            Stop("入库", "已入库" if work.on_shelf else "已下架", "done" if work.on_shelf else "")
        ]
    if work.state == State.PASSED:
        return [Stop("入库", "等主办单位分批推送", "now")]
    return [Stop("入库", "未开始", "")]


def _state(case: Case, number: int) -> str:
    if number < case.at or case.state == "passed":
        return "done"
    return "now" if number == case.at and case.closed_at is None else ""


def _fact(case: Case, number: int, seat: str) -> str:
    how = _state(case, number)
    if how == "now":
        return "等你修改" if case.state == "returned" else f"{case.seat_label}办理中"
    return (f"{seat}已办" if seat else "已办") if how == "done" else "未开始"


def _says(work: Work, case: Case | None, stops: list[Stop], *, own: bool) -> str:
    if work.shelf_item:
        return "已入库，谁都能查到、下载" if work.on_shelf else "入库后又下架了，现在查不到"
    if work.state != State.HANDED_IN or case is None:
        waits = "，等着推送入库" if spec_of(work.version).shelves(work.category) else ""
        sender = "你单位" if own else "报送单位"
        mends = "请按意见改好后再次报送" if own else f"等{sender}改好后再次报送"
        return {
            State.RETURNED: f"退回修改：{mends}",
            State.PASSED: f"已通过全部环节{waits}{'，不用再做什么' if own and waits else ''}",
            State.REFUSED: "没有通过",
            State.WITHDRAWN: f"已由{sender}撤回",
        }.get(State(work.state), work.get_state_display())
    step = stops[case.at].name
    if case.vacant:
        return f"正在“{step}”，{case.says}"
    return f"正在“{step}”，由{case.seat_label}办理" + (f"（{case.says}）" if case.says else "")
