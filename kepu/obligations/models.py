"""Obligations and their extensions."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from kepu.core.ids import uuid7
from kepu.obligations.life import State
from kepu.orgs.models import Org
from kepu.places.models import Place


class Obligation(models.Model):
    """An obligation (时限): what somebody at a seat owes about a subject, by a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField("对象类别", max_length=32)
    subject_id = models.CharField("对象", max_length=64)
    code = models.CharField("代码", max_length=40)
    label = models.CharField("名称", max_length=200)
    seat = models.CharField("由谁", max_length=120)
    seat_label = models.CharField("由谁办", max_length=200)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="所在地")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    campaign_id = models.UUIDField("征集活动", null=True)
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.OPEN)
    starts_at = models.DateTimeField("开始时间")
    due_at = models.DateTimeField("期限")
    says = models.CharField("说明", max_length=200, blank=True)
    remind_at = models.DateTimeField("提醒时间", null=True)
    lapses_at = models.DateTimeField("逾期时间", null=True)
    closed_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["remind_at"], name="obligation_to_remind"),
            models.Index(fields=["lapses_at"], name="obligation_to_lapse"),
            models.Index(
                fields=["due_at", "id"], condition=Q(state=State.OPEN), name="obligation_open"
            ),
            models.Index(fields=["kind", "subject_id"], name="obligation_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="obligation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, closed_at=None)
                | ~Q(state=State.OPEN) & Q(closed_at__isnull=False, remind_at=None, lapses_at=None),
                name="obligation_closed_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject_id", "code"],
                condition=Q(state=State.OPEN),
                name="obligation_once",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def about(self) -> tuple[str, str]:
        """The subject, on which the journal writes the lines of what is owed about it."""
        return self.kind, self.subject_id

    def is_late(self, now: datetime) -> bool:
        return (self.closed_at or now) > self.due_at


class Extension(models.Model):
    """An extension (延期): who granted it, why, from which time to which."""

    obligation = models.ForeignKey(
        Obligation, models.CASCADE, related_name="extensions", verbose_name="时限"
    )
    reason = models.TextField("理由")
    approver_id = models.UUIDField("批准人", null=True)
    due_before = models.DateTimeField("原期限")
    due_after = models.DateTimeField("新期限")
    at = models.DateTimeField("批准时间")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_after__gt=F("due_before")), name="extension_is_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation_id} {self.due_after:%Y-%m-%d %H:%M}"
