"""Pushes, items, their files, and the downloads that are counted."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from kepu.campaigns.models import Campaign
from kepu.core.ids import uuid7
from kepu.library.life import ItemState, PushState
from kepu.media.models import Blob
from kepu.orgs.models import Org
from kepu.places.models import Place
from kepu.submissions.models import Work

NOBODY = UUID(int=0)  # stands for the item in the address of all


class Push(models.Model):
    """A push (推送批次): passed works of one campaign that enter the library together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="征集活动")
    place = models.ForeignKey(Place, models.PROTECT, verbose_name="辖区")
    name = models.CharField("批次名称", max_length=60)
    state = models.CharField("状态", max_length=16, choices=PushState, default=PushState.GATHERING)
    works = models.ManyToManyField(Work, related_name="pushes", verbose_name="作品")
    gathered_at = models.DateTimeField("建立时间")
    released_at = models.DateTimeField("推送时间", null=True)
    held = models.BooleanField("暂不公开", default=False)  # the public sees nothing of it
    stopped = models.TextField("没有推送成功的原因", blank=True)

    REACH = {"org": "", "system": ""}

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(held=True), name="push_held")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PushState.values), name="push_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=PushState.GATHERING) | Q(released_at__isnull=False),
                name="push_released_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("library:push", args=[self.pk])


class Shelf(models.TextChoices):
    """The shelves (货架) of the library, as the notices name them."""

    ARTICLE = "article", "图文"
    PICTURE = "picture", "图片"
    VIDEO = "video", "视频"
    POSTER = "poster", "挂图"
    AUDIO = "audio", "音频"
    APP = "app", "互动"


class Item(models.Model):
    """An item (资源) of the library: what a passed work has become for the public."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    work = models.OneToOneField(Work, models.PROTECT, related_name="item", verbose_name="作品")
    push = models.ForeignKey(Push, models.PROTECT, related_name="items", verbose_name="批次")
    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name="征集活动")
    place = models.ForeignKey(Place, models.PROTECT, verbose_name="地区")
    org = models.ForeignKey(Org, models.PROTECT, verbose_name="推荐单位")
    state = models.CharField("状态", max_length=16, choices=ItemState, default=ItemState.SHELVED)
    number = models.CharField("编号", max_length=32)
    title = models.CharField("名称", max_length=200)
    abstract = models.TextField("简介", blank=True)
    shelf = models.CharField("货架", max_length=16, choices=Shelf)
    subtype = models.CharField("细类", max_length=200, blank=True)
    themes = ArrayField(models.CharField(max_length=40), verbose_name="主题", default=list)
    audience = models.TextField("适用人群", blank=True)
    audiences = ArrayField(models.CharField(max_length=40), verbose_name="受众", default=list)
    measure = models.CharField("篇幅", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("年份", null=True)
    recommender = models.CharField("推荐单位署名", max_length=100)
    rights_holder = models.TextField("版权单位署名", blank=True)
    licence = models.TextField("使用许可")
    licence_clause = models.CharField("许可依据", max_length=200, blank=True)
    released_at = models.DateTimeField("入库时间")
    downloads = models.PositiveIntegerField("下载次数", default=0)
    near = ArrayField(models.UUIDField(), verbose_name="相近的资源", default=list)
    title_plain = models.CharField("可比名称", max_length=200)
    sounds = models.TextField("拼音")
    spelt = models.CharField("名称全拼", max_length=40, default="")
    initials = models.CharField("名称首字母", max_length=40, default="")
    haystack = models.TextField("全文")
    words = SearchVectorField("词")
    grams = SearchVectorField("字对")
    index_version = models.PositiveSmallIntegerField("索引版本")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ItemState.values), name="item_state_known"
            ),
            models.CheckConstraint(condition=Q(shelf__in=Shelf.values), name="item_shelf_known"),
        ]
        indexes = [
            models.Index("released_at", "id", condition=Q(state="shelved"), name="item_newest"),
            models.Index("shelf", "released_at", "id", name="item_of_shelf"),
            GinIndex(fields=["themes"], name="item_themes"),
            GinIndex(fields=["audiences"], name="item_audiences"),
            models.Index(
                fields=["title_plain"], name="item_title", opclasses=["varchar_pattern_ops"]
            ),
            GinIndex(fields=["words"], name="item_words"),
            GinIndex(fields=["grams"], name="item_grams"),
            models.Index(fields=["index_version"], name="item_index_version"),
            models.Index(fields=["spelt"], name="item_spelt", opclasses=["varchar_pattern_ops"]),
            models.Index(
                fields=["initials"], name="item_initials", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of(self.pk)


def address_of(item: UUID | str) -> str:
    return _address().replace(str(NOBODY), str(item))


@cache
def _address() -> str:
    return reverse("library:item", args=[NOBODY])  # a list asks for twenty, a page for ten


class ItemFile(models.Model):
    """A file (资源文件) of an item as it was handed in: one, or several in order for a series."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    item = models.ForeignKey(Item, models.CASCADE, related_name="files", verbose_name="资源")
    blob = models.ForeignKey(Blob, models.PROTECT, verbose_name="内容")
    order = models.PositiveSmallIntegerField("顺序")
    name = models.CharField("文件名", max_length=255)
    about = models.CharField("规格", max_length=100, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="item_file_in_order"),
        ]
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Tally(models.Model):
    """How many items stand under one heading (架上件数), counted again after each change.

    ``within`` is empty, or a filter under which there is too much to count while a reader waits.
    """

    within = models.CharField("已选条件", max_length=60, blank=True, default="")
    heading = models.CharField("分类", max_length=16)
    name = models.CharField("名称", max_length=40)
    label = models.CharField("显示为", max_length=100, blank=True)
    items = models.PositiveIntegerField("件数")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["within", "heading", "name"], name="tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.heading} {self.name} {self.items}"


class Download(models.Model):
    """One download (下载) not counted yet: an event, gone once it is in the counters."""

    item_id = models.UUIDField("资源")
    at = models.DateTimeField("时间")

    def __str__(self) -> str:
        return str(self.item_id)


class DownloadDay(models.Model):
    """How often an item was downloaded on one day in China (日下载量)."""

    item = models.ForeignKey(Item, models.CASCADE, verbose_name="资源")
    day = models.DateField("日期")
    times = models.PositiveIntegerField("次数")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "day"], name="download_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.times}"
