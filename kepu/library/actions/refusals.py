"""Why a push is refused (不予推送)."""

from __future__ import annotations

from kepu.core.errors import Refused


class NothingToPush(Refused):
    """A push without works."""

    code, says = "nothing_to_push", "还没有选作品。勾选要入库的作品，再建批次"


class NotPassed(Refused):
    """A work in the push is not a passed one of its campaign, or is in the library already."""

    code, says = "not_passed", "“{title}”现在不能入库：只有审核通过、还没有入库的作品可以推送"


class NotForTheShelf(Refused):
    """The spec of its campaign puts no such thing into a library."""

    code, says = "not_for_the_shelf", "“{title}”不入库：通知没有要求“{category}”进资源库"


class TooManyToPush(Refused):
    """More works than one push takes."""

    code, says = "too_many_to_push", "一批最多 {most} 件，请分几批，或用搜索缩小范围"
