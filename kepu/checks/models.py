"""Judgements of files under rules, and the waivers that lift a rule from one file."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, TextChoices

from kepu.campaigns.models import CampaignVersion
from kepu.core.ids import uuid7
from kepu.media.models import Blob
from kepu.orgs.models import Org
from kepu.places.models import Place


class Verdict(TextChoices):
    """The sum of all findings on one file (结论)."""

    NONE = "", "待检查"
    PASS = "pass", "通过"
    WARN = "warn", "有提示"
    BLOCK = "block", "不符合"


class Judgement(models.Model):
    """A judgement (检查结果): one file held against the rules of one version of a campaign.

    ``file_ref`` names the file in its slot; it stays the same when another call judges it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file_ref = models.UUIDField("文件")
    version = models.ForeignKey(
        CampaignVersion, models.PROTECT, related_name="judgements", verbose_name="活动版本"
    )
    blob = models.ForeignKey(
        Blob, models.PROTECT, related_name="judgements", verbose_name="文件内容"
    )
    category = models.CharField("类别", max_length=64)
    slot = models.CharField("材料", max_length=64)
    given = models.JSONField("填报信息", default=dict)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="辖区")
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", verbose_name="报送单位")
    person_id = models.UUIDField("交来的人", null=True)
    findings = models.JSONField("检查意见", default=list)
    verdict = models.CharField(
        "结论", max_length=8, choices=Verdict.choices, default=Verdict.NONE, blank=True
    )
    judged_at = models.DateTimeField("判定时间", null=True)
    finished_at = models.DateTimeField("完成时间", null=True)

    REACH = {"campaign": "version__campaign_id"}

    class Meta:
        indexes = [
            models.Index(
                fields=["blob"], name="judgement_waiting", condition=Q(finished_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["file_ref", "version"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="judgement_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", judged_at=None, finished_at=None)
                | (~Q(verdict="") & Q(judged_at__isnull=False)),
                name="judgement_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_ref} {self.get_verdict_display()}"


class Waiver(models.Model):
    """A waiver (豁免): an officer lets one file off one rule, and says why."""

    file_ref = models.UUIDField("文件")
    rule = models.CharField("规则", max_length=64)
    reason = models.TextField("理由")
    person_id = models.UUIDField("批准人", null=True)
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file_ref", "rule"], name="waiver_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.file_ref} {self.rule}"
