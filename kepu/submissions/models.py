"""Works, the files in their slots, and the editions that were handed in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from kepu.campaigns.models import Campaign, CampaignVersion
from kepu.core.crypto import SealedJSON
from kepu.core.ids import uuid7
from kepu.media.models import Blob
from kepu.orgs.models import Org
from kepu.places.models import Place
from kepu.submissions.life import UNSENT, State


class Batch(models.Model):
    """Works made together (批量报送): of one category, with the answers that all of them share."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="batches", verbose_name="征集活动"
    )
    org = models.ForeignKey(Org, models.PROTECT, related_name="batches", verbose_name="报送单位")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="辖区")
    category = models.CharField("类别", max_length=40)
    subtype = models.CharField("细类", max_length=40, blank=True)
    fields = SealedJSON("共同的填报内容", default=dict)
    made_at = models.DateTimeField("建立时间")
    created_by = models.UUIDField("建立人", null=True)

    class Meta:
        indexes = [models.Index(fields=["org", "campaign", "-id"], name="batch_of_org")]

    def __str__(self) -> str:
        return f"{self.campaign} 批量报送"

    def get_absolute_url(self) -> str:
        return reverse("submissions:batch", args=[self.pk])


class Work(models.Model):
    """A work (作品): one video, article, sound or series of pictures, handed in to a campaign."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="works", verbose_name="征集活动"
    )
    version = models.ForeignKey(
        CampaignVersion, models.PROTECT, related_name="+", verbose_name="活动版本"
    )
    org = models.ForeignKey(Org, models.PROTECT, related_name="works", verbose_name="报送单位")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="辖区")
    klass = models.CharField("报送单位类型", max_length=40, blank=True)
    category = models.CharField("类别", max_length=40)
    subtype = models.CharField("细类", max_length=40, blank=True)
    title = models.CharField("作品名称", max_length=100, blank=True)
    fields = SealedJSON("填报内容", default=dict)
    typed = models.JSONField("网页填写的正文", default=dict)
    promised = models.JSONField("承诺", default=dict)
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.DRAFT)
    edits = models.PositiveIntegerField("改过几次", default=0)
    saved_at = models.DateTimeField("保存时间")
    number = models.CharField("编号", max_length=40, blank=True)
    rolling = models.BooleanField("常态化报送", default=False)
    submitted_at = models.DateTimeField("报送时间", null=True, editable=False)
    open_items = models.JSONField("退回时指明的各项", default=list)
    created_by = models.UUIDField("建稿人", null=True)
    batch = models.ForeignKey(
        Batch,
        models.PROTECT,
        null=True,
        editable=False,
        db_index=False,  # the constraint below has the index
        related_name="works",
        verbose_name="批量报送",
    )
    batch_key = models.CharField(
        "由哪个文件而来", max_length=255, blank=True, db_default="", editable=False
    )
    shelf_item = models.UUIDField("入库后的资源", null=True, editable=False)
    on_shelf = models.BooleanField("在架", default=False, db_default=False, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["org", "-id"], name="work_of_org"),
            models.Index(fields=["org", "state", "-id"], name="work_of_org_by_state"),
            models.Index(fields=["campaign", "state", "-id"], name="work_of_campaign"),
            models.Index(
                fields=["campaign", "-submitted_at", "-id"],
                condition=~Q(state=State.DRAFT),
                name="work_taken_in",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="work_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=UNSENT, number="", submitted_at=None)
                | (~Q(state__in=UNSENT) & ~Q(number="") & Q(submitted_at__isnull=False)),
                name="work_handed_in_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=Q(on_shelf=False) | Q(shelf_item__isnull=False),
                name="work_on_shelf_has_an_item",
            ),
            models.UniqueConstraint(
                fields=["campaign", "number"], condition=~Q(number=""), name="work_number_once"
            ),
            models.UniqueConstraint(
                fields=["batch", "batch_key"],
                condition=Q(batch__isnull=False),
                name="work_of_a_batch_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "未命名作品"

    def get_absolute_url(self) -> str:
        return reverse("submissions:work", args=[self.pk])

    @property
    def standing(self) -> str:
        """Say where it stands in a word; passed, whether the library has it (已入库 · 已下架)."""
        if self.shelf_item:
            return "已入库" if self.on_shelf else "已下架"
        return self.get_state_display()

    @property
    def is_open_for_change(self) -> bool:
        """Say whether its sender may change it now."""
        return self.state in {State.DRAFT, State.RETURNED}

    def may_change(self, item: str) -> bool:
        """Say whether one item is open: all of a draft; of a returned work those named, if any."""
        if self.state == State.RETURNED and self.open_items:
            return item in self.open_items
        return self.is_open_for_change


class SlotFile(models.Model):
    """A file in a slot (材料文件) of a work; replaced, it stays as an earlier version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="files", verbose_name="作品")
    slot = models.CharField("材料", max_length=40)
    order = models.PositiveSmallIntegerField("第几件")
    version = models.PositiveSmallIntegerField("第几稿", default=1)
    current = models.BooleanField("现用", default=True)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="文件内容")
    name = models.CharField("文件名", max_length=255)
    file_ref = models.UUIDField("检查编号", unique=True)
    attached_at = models.DateTimeField("放入时间")

    class Meta:
        ordering = ["slot", "order", "pk"]
        indexes = [
            models.Index(fields=["work"], condition=Q(current=True), name="slot_file_current")
        ]

    def __str__(self) -> str:
        return self.name


class Edition(models.Model):
    """An edition (报送稿) of a work: what was handed in, each time it was handed in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.ForeignKey(Work, models.PROTECT, related_name="editions", verbose_name="作品")
    number = models.PositiveSmallIntegerField("第几次报送")
    content = SealedJSON("内容")
    made_at = models.DateTimeField("报送时间")
    person_id = models.UUIDField("报送人", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="edition_once"),
        ]

    def __str__(self) -> str:
        return f"{self.work} 第 {self.number} 稿"
