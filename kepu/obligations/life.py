"""The life of an obligation (时限), on one page."""

from __future__ import annotations

from django.db.models import TextChoices

from kepu.access.duties import May
from kepu.access.lives import Life, Step


class State(TextChoices):
    """Where an obligation stands; being late is a fact of its times, not a state."""

    OPEN = "open", "未完成"
    MET = "met", "已完成"
    DROPPED = "dropped", "已取消"


S = State
LIFE = Life("obligation", (
    Step("owe",    "开始计时", (),        S.OPEN,    May.CASE_RUN),
    Step("remind", "提醒",     (S.OPEN,), S.OPEN,    May.CASE_RUN),
    Step("lapse",  "逾期",     (S.OPEN,), S.OPEN,    May.CASE_RUN),
    Step("extend", "延期",     (S.OPEN,), S.OPEN,    May.DUE_EXTEND),
    Step("meet",   "完成",     (S.OPEN,), S.MET,     May.CASE_RUN),
    Step("drop",   "取消计时", (S.OPEN,), S.DROPPED, May.CASE_RUN),
))  # fmt: skip
