"""The life of a case (事项), on one page."""

from __future__ import annotations

from django.db.models import TextChoices

from kepu.access.duties import May
from kepu.access.lives import Life, Step


class State(TextChoices):
    """Where a case stands; while it waits, its step and seat say for whom."""

    WAITING = "waiting", "办理中"
    RETURNED = "returned", "退回修改"
    PASSED = "passed", "已通过"
    REFUSED = "refused", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"


class Outcome(TextChoices):
    """What can be decided (结论)."""

    LET_PASS = "let_pass", "通过"
    SEND_BACK = "send_back", "退回修改"
    REFUSE = "refuse", "不通过"


S = State
LIFE = Life("case", (
    Step("open",      "报送",       (),                      S.WAITING,   May.CASE_OPEN),
    Step("advance",   "转下一环节", (S.WAITING,),            S.WAITING,   May.CASE_DECIDE),
    Step("let_pass",  "通过",       (S.WAITING,),            S.PASSED,    May.CASE_DECIDE),
    Step("send_back", "退回修改",   (S.WAITING,),            S.RETURNED,  May.CASE_DECIDE),
    Step("refuse",    "不通过",     (S.WAITING,),            S.REFUSED,   May.CASE_DECIDE),
    Step("resubmit",  "再次报送",   (S.RETURNED,),           S.WAITING,   May.CASE_OPEN),
    Step("withdraw",  "撤回",       (S.WAITING, S.RETURNED), S.WITHDRAWN, May.CASE_OPEN),
    Step("reseat",    "转办",       (S.WAITING,),            S.WAITING,   May.CASE_RUN),
    Step("extend",    "延期",       (S.WAITING,),            S.WAITING,   May.CASE_RUN),
))  # fmt: skip
