"""The lives of a push (推送批次) and of an item (资源), on one page."""

from django.db.models import TextChoices

from kepu.access.duties import May
from kepu.access.lives import Life, Step


class PushState(TextChoices):
    GATHERING = "gathering", "待推送"
    RELEASING = "releasing", "正在推送"
    RELEASED = "released", "已推送"
    ROLLED_BACK = "rolled_back", "已撤回"


class ItemState(TextChoices):
    SHELVED = "shelved", "在架"
    WITHDRAWN = "withdrawn", "已下架"


P, I = PushState, ItemState  # noqa: E741 - short names for two short tables
PUSH = Life("push", (
    Step("begin",     "开始推送", (P.GATHERING,),             P.RELEASING,   May.LIBRARY_RELEASE),
    Step("release",   "推送入库", (P.GATHERING, P.RELEASING), P.RELEASED,    May.LIBRARY_RELEASE),
    Step("stop",      "停下推送", (P.RELEASING,),             P.GATHERING,   May.LIBRARY_RELEASE),
    Step("roll_back", "撤回推送", (P.RELEASED,),              P.ROLLED_BACK, May.LIBRARY_RELEASE),
))  # fmt: skip
UNDER_WAY = (P.GATHERING, P.RELEASING)  # what is in such a push waits for it, and is in no other
ITEM = Life("item", (
    Step("withdraw",  "下架",     (I.SHELVED,),   I.WITHDRAWN,   May.LIBRARY_RELEASE),
    Step("put_back",  "重新上架", (I.WITHDRAWN,), I.SHELVED,     May.LIBRARY_RELEASE),
))  # fmt: skip
