"""The life of a work (作品), on one page."""

from django.db.models import TextChoices

from kepu.access.duties import May
from kepu.access.lives import Life, Step


class State(TextChoices):
    """Where a work stands (作品状态); while it is handed in, its case says who must act."""

    DRAFT = "draft", "草稿"
    HANDED_IN = "handed_in", "已报送"
    RETURNED = "returned", "退回修改"
    PASSED = "passed", "已通过"
    REFUSED = "refused", "未通过"
    WITHDRAWN = "withdrawn", "已撤回"
    DISCARDED = "discarded", "已丢弃"


S = State
UNSENT = (S.DRAFT, S.DISCARDED)  # never handed in: only its sender sees it
GIVEN_UP = (S.WITHDRAWN, S.DISCARDED)
LIFE = Life("work", (
    Step("submit",    "报送",     (S.DRAFT, S.RETURNED),     S.HANDED_IN, May.WORK_SUBMIT),
    Step("send_back", "退回修改", (S.HANDED_IN,),            S.RETURNED,  May.WORK_SETTLE),
    Step("let_pass",  "通过",     (S.HANDED_IN,),            S.PASSED,    May.WORK_SETTLE),
    Step("refuse",    "不通过",   (S.HANDED_IN,),            S.REFUSED,   May.WORK_SETTLE),
    Step("withdraw",  "撤回",     (S.HANDED_IN, S.RETURNED), S.WITHDRAWN, May.WORK_SUBMIT),
    Step("discard",   "丢弃",     (S.DRAFT,),                S.DISCARDED, May.WORK_SUBMIT),
    Step("bring_back", "找回",    (S.DISCARDED,),            S.DRAFT,     May.WORK_SUBMIT),
))  # fmt: skip
