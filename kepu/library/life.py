"""The lives of a push (推送批次) and of an item (资源), on one page."""

from django.db.models import TextChoices

from kepu.access.duties import May
from kepu.access.lives import Life, Step


class PushState(TextChoices):
    GATHERING = "gathering", "待推送"
    RELEASED = "released", "已推送"
    ROLLED_BACK = "rolled_back", "已撤回"


class ItemState(TextChoices):
    SHELVED = "shelved", "在架"
    WITHDRAWN = "withdrawn", "已下架"


P, I = PushState, ItemState  # noqa: E741 - short names for two short tables
PUSH = Life("push", (
    Step("release",   "推送入库", (P.GATHERING,), P.RELEASED,    May.LIBRARY_RELEASE),
    Step("roll_back", "撤回推送", (P.RELEASED,),  P.ROLLED_BACK, May.LIBRARY_RELEASE),
))  # fmt: skip
ITEM = Life("item", (
    Step("withdraw",  "下架",     (I.SHELVED,),   I.WITHDRAWN,   May.LIBRARY_RELEASE),
    Step("put_back",  "重新上架", (I.WITHDRAWN,), I.SHELVED,     May.LIBRARY_RELEASE),
))  # fmt: skip
