"""Campaigns: the one that runs, its frozen versions, its counter of numbers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from kepu.campaigns.life import State
from kepu.core.ids import uuid7
from kepu.media.models import Blob
from kepu.orgs.models import Org
from kepu.places.models import Place


class Campaign(models.Model):
    """A campaign (征集活动): one notice put to work, with hosts, a place and a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField("网址代号", max_length=60, unique=True)
    title = models.CharField("活动名称", max_length=200)
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.DRAFT)
    host = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="主办单位")
    operator = models.ForeignKey(
        Org, models.PROTECT, null=True, related_name="+", verbose_name="承办单位"
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="举办地")
    draft = models.JSONField("筹备中的规格", null=True)
    version = models.ForeignKey(
        "CampaignVersion", models.PROTECT, null=True, related_name="+", verbose_name="现行版本"
    )
    opens_at = models.DateTimeField("最早开始", null=True)
    closes_at = models.DateTimeField("最晚截止", null=True)
    rolling = models.BooleanField("常态化", default=False)

    REACH = {"campaign": "pk", "org": "host_id", "system": "host__path__startswith"}

    class Meta:
        indexes = [models.Index(fields=["state", "closes_at"], name="campaign_by_time")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="campaign_state"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, version=None, draft__isnull=False)
                | (~Q(state=State.DRAFT) & Q(version__isnull=False, draft=None)),
                name="campaign_open_has_a_version",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:page", args=[self.slug])


class CampaignVersion(models.Model):
    """A version (活动版本): the spec as frozen at an instant; never changed, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="versions", verbose_name="活动"
    )
    number = models.PositiveSmallIntegerField("第几版")
    spec = models.JSONField("规格")
    sha256 = models.CharField("指纹", max_length=64)
    opened_at = models.DateTimeField("启用时间")

    REACH = {
        "campaign": "campaign_id",
        "place": "campaign__place__path__startswith",
        "org": "campaign__host_id",
        "system": "campaign__host__path__startswith",
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}（第 {self.number} 版）"


class Counter(models.Model):
    """The counter (编号簿) of a campaign: the last serial given to a work."""

    campaign = models.OneToOneField(
        Campaign, models.PROTECT, primary_key=True, related_name="counter", verbose_name="活动"
    )
    last = models.PositiveIntegerField("最后一号", default=0)

    def __str__(self) -> str:
        return str(self.last)


class Attachment(models.Model):
    """An attachment (附件): a file of the notice that anybody takes home from the public page."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="attachments", verbose_name="活动"
    )
    code = models.CharField("通知里的哪一份", max_length=64, blank=True)
    label = models.CharField("名称", max_length=100)
    name = models.CharField("文件名", max_length=255)
    blob = models.ForeignKey(
        Blob, models.PROTECT, related_name="attachments", verbose_name="文件内容"
    )
    added_at = models.DateTimeField("放上时间")
    removed_at = models.DateTimeField("撤下时间", null=True)

    REACH = CampaignVersion.REACH

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(removed_at__gte=models.F("added_at")),
                name="attachment_removed_after_added",
            ),
        ]

    def __str__(self) -> str:
        return self.label
