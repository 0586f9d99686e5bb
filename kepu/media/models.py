"""Blobs and what hangs on them: the tickets they came by, their facts, their renditions."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q, TextChoices

from kepu.core.ids import uuid7


class Blob(models.Model):
    """Bytes (文件内容) that arrived whole, named by their SHA-256; the same bytes are one blob.

    Who uses a blob is said by the foreign keys that point to it, and by nothing else. Of one that
    ``measured_by`` names the code of today nothing is left to be measured; of others it is asked.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    size = models.BigIntegerField("字节数")
    arrived_at = models.DateTimeField("到达时间")
    measured_by = models.PositiveSmallIntegerField(
        "测量代码", default=0, db_default=0, editable=False
    )

    class Meta:
        indexes = [models.Index(fields=["measured_by"], name="blob_measured_by")]
        constraints = [
            models.CheckConstraint(condition=Q(size__gt=0), name="blob_is_not_empty"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="blob_has_a_hash"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256[:12]


class Upload(models.Model):
    """An upload (上传): a ticket for one file, and how far its bytes have come."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    purpose = models.CharField("用途", max_length=128)
    at_most_bytes = models.BigIntegerField("上限")
    expires_at = models.DateTimeField("有效期至")
    person_id = models.UUIDField("上传人", null=True)
    org_id = models.UUIDField("上传单位", null=True)
    name = models.CharField("文件名", max_length=255, blank=True)
    length = models.BigIntegerField("全长", null=True)
    offset = models.BigIntegerField("已到字节", default=0)
    blob = models.ForeignKey(
        Blob, models.SET_NULL, null=True, related_name="uploads", verbose_name="文件内容"
    )
    finished_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["expires_at"], name="upload_open", condition=Q(finished_at__isnull=True)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(offset__gte=0, offset__lte=F("at_most_bytes"))
                & (Q(length=None) | Q(length__gt=0, length__lte=F("at_most_bytes"))),
                name="upload_within_limit",
            ),
            models.CheckConstraint(
                condition=Q(length=None) | Q(offset__lte=F("length")), name="upload_within_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.name}"

    def is_over(self, now: datetime) -> bool:
        return self.expires_at <= now


class FactSheet(models.Model):
    """The facts (事实) of a blob in one tier, by one version of the code that measures."""

    blob = models.ForeignKey(Blob, models.CASCADE, related_name="sheets", verbose_name="文件内容")
    tier = models.CharField("层次", max_length=8)
    version = models.PositiveSmallIntegerField("测量版本")
    facts = models.JSONField("事实")
    made_at = models.DateTimeField("测量时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blob", "tier", "version"], name="sheet_once"),
        ]

    def __str__(self) -> str:
        return f"{self.blob_id} {self.tier} v{self.version}"


class Kind(TextChoices):
    """The kinds of rendition (衍生文件)."""

    THUMB_320 = "thumb-320", "缩略图 320"
    THUMB_640 = "thumb-640", "缩略图 640"
    THUMB_1280 = "thumb-1280", "缩略图 1280"
    FILM_480 = "film-480", "标清 480"
    SOUND_96 = "sound-96", "试听 96k"
    FIGURE = "figure", "插图"  # figure-1, figure-2 … of a document
    PAGE = "page", "书页"  # page-1, page-2 … of a PDF


KINDS = rf"^({'|'.join(Kind.values)})(-[1-9][0-9]?)?$"


class Rendition(models.Model):
    """A rendition (衍生文件): a blob made from another blob, for showing."""

    source = models.ForeignKey(
        Blob, models.CASCADE, related_name="renditions", verbose_name="原文件"
    )
    kind = models.CharField("种类", max_length=16)
    made = models.ForeignKey(Blob, models.PROTECT, related_name="made_as", verbose_name="衍生文件")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "kind"], name="rendition_once"),
            models.CheckConstraint(condition=Q(kind__regex=KINDS), name="rendition_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind}"


class Reading(models.Model):
    """The reading (阅读版) of a document: its text in pieces that cannot run, in their order.

    Pictures and pages among the pieces name renditions of the same blob. ``trouble`` says why
    there are no pieces.
    """

    blob = models.OneToOneField(
        Blob, models.CASCADE, primary_key=True, related_name="reading", verbose_name="文件内容"
    )
    version = models.PositiveSmallIntegerField("版本")
    pieces = models.JSONField("段落", default=list)
    is_cut = models.BooleanField("只有前面部分", default=False)
    trouble = models.CharField("没有做成的原因", max_length=200, blank=True)
    made_at = models.DateTimeField("制作时间")

    def __str__(self) -> str:
        return f"{self.blob_id} {len(self.pieces)}"


class Playing(models.Model):
    """A playing (通看): how far a film or sound is that is being played through just now.

    Its row goes with the facts that come of it; the next try of one that died begins it anew.
    """

    blob = models.OneToOneField(
        Blob, models.CASCADE, primary_key=True, related_name="playing", verbose_name="文件内容"
    )
    part = models.PositiveSmallIntegerField("完成百分比", default=0)
    begun_at = models.DateTimeField("开始时间")

    def __str__(self) -> str:
        return f"{self.blob_id} {self.part}%"


class What(TextChoices):
    """What is made of a file, in the order of their urgency (要制作的)."""

    STILLS = "stills", "预览图"
    READING = "reading", "网页阅读版"
    FILM = "film", "标清版"
    SOUND = "sound", "试听版"


class Making(models.Model):
    """A making (制作): one thing that is made of a blob, how far it is, and what came of it.

    It is there from the moment the probe tells what the file is. ``trouble`` says in plain words
    why nothing came of it; the file itself stays as it is.
    """

    blob = models.ForeignKey(Blob, models.CASCADE, related_name="makings", verbose_name="文件内容")
    what = models.CharField("种类", max_length=8, choices=What.choices)
    begun_at = models.DateTimeField("开始时间", null=True)
    part = models.PositiveSmallIntegerField("完成百分比", default=0)
    ended_at = models.DateTimeField("结束时间", null=True)
    trouble = models.CharField("没有做成的原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blob", "what"], name="making_once"),
            models.CheckConstraint(condition=Q(what__in=What.values), name="making_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(begun_at__isnull=False), name="making_ends_as_begun"
            ),
            models.CheckConstraint(
                condition=Q(trouble="") | Q(ended_at__isnull=False), name="making_fails_at_its_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.blob_id} {self.what} {self.part}%"

    @property
    def says(self) -> str:
        """Say what is going on, while it is."""
        if self.begun_at is None:
            return f"等着做{self.get_what_display()}"
        return f"正在做{self.get_what_display()}" + (f" {self.part}%" if self.part else "")

    @property
    def failure(self) -> str:
        """Say what did not come of it, and why."""
        return f"{self.get_what_display()}没有做成：{self.trouble}"
