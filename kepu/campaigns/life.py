"""The life of a campaign (征集活动), on one page."""

from django.db.models import TextChoices

from kepu.access.duties import May
from kepu.access.lives import Life, Step


class State(TextChoices):
    """Where a campaign stands (活动状态)."""

    DRAFT = "draft", "筹备"
    OPEN = "open", "进行中"
    CLOSED = "closed", "已结束"


S = State
LIFE = Life("campaign", (
    Step("open",  "开放", (S.DRAFT,), S.OPEN,   May.CAMPAIGN_RUN),
    Step("close", "结束", (S.OPEN,),  S.CLOSED, May.CAMPAIGN_RUN),
))  # fmt: skip
