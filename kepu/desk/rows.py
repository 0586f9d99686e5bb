"""Cases as rows of a list: tag, title, who and how long, how much time is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from kepu.cases.life import State
from kepu.cases.models import Case
from kepu.core.clock import in_china
from kepu.desk.filters import Filters
from kepu.look import words

DAY = timedelta(days=1)
KINDS = {  # what a kind of subject is called, and the tone of its tag
    "work": ("作品", "brand"),
    "certification": ("单位认证", "info"),
    "station": ("e站", "ok"),
    "activity": ("活动", "warn"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the inbox (待办一行), as ``look/parts/todo.html`` shows it."""

    id: str
    case: Case
    kind: str
    tone: str
    title: str
    url: str
    who: str
    due: str
    hot: bool
    bare: bool
    current: bool


def kind_name(kind: str) -> str:
    return KINDS.get(kind, ("其他事项", ""))[0]


def rows_of(
    cases: Iterable[Case], filters: Filters, now: datetime, *, straight: bool = False
) -> list[Row]:
    """Turn cases into rows, each leading to itself opened beside the list.

    For who judges at a page of its own (``straight``) a row leads there, and is not ticked: what
    an expert decides is decided at the work, one by one.
    """
    return [_row(case, filters, now, straight=straight) for case in cases]


def time_left(due: datetime | None, now: datetime) -> tuple[str, bool]:
    """Say how much time is left, and whether it is due today or late."""
    if due is None:
        return "", False
    if due < now:
        return f"逾期 {words.span(now - due)}", True
    midnight = in_china(now).replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    if due <= midnight:
        clock = "24:00" if due == midnight else f"{in_china(due):%H:%M}"
        return f"今天 {clock}", True
    return f"剩 {words.span(due - now)}", False


def _row(case: Case, filters: Filters, now: datetime, *, straight: bool) -> Row:
    due, hot = time_left(case.due_at, now)
    beside = reverse("desk:inbox") + filters.query(open=case.pk, after=filters.after) + "#pane"
    return Row(
        id=f"{case.pk}",
        case=case,
        kind=_tag(case),
        tone="accent" if case.state == State.RETURNED else KINDS.get(case.kind, ("", ""))[1],
        title=case.label,
        url=case.url if straight and case.state == State.WAITING else beside,
        who=_who(case, now),
        due=due,
        hot=hot,
        bare=straight or case.state == State.RETURNED,
        current=case.pk == filters.open,
    )


def _tag(case: Case) -> str:
    what = case.what or kind_name(case.kind)
    return f"退回修改 · {what}" if case.state == State.RETURNED else what


def _who(case: Case, now: datetime) -> str:
    sender = case.org.name if case.org else "个人报送"
    again = f"第 {case.round} 次报送，" if case.round > 1 else ""
    fell = f"，{case.says}" if case.says else ""
    waited = words.waited(case.since, now)
    gap = "" if waited.startswith("不") else " "  # 等了不到 1 分钟
    return f"{sender} · {again}等了{gap}{waited}{fell}"
