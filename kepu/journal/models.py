"""Lines of the journal and the links that chain them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Line(models.Model):
    """One line (日志行): who did what to what, with which facts, why, when."""

    verb = models.CharField("动作", max_length=64)
    subject_kind = models.CharField("对象类别", max_length=32)
    subject_id = models.CharField("对象", max_length=64)
    person_id = models.UUIDField("行为人", null=True)
    appointment_id = models.UUIDField("任职", null=True)
    duty = models.CharField("职责", max_length=32, blank=True)
    org_id = models.UUIDField("单位", null=True)
    for_org_id = models.UUIDField("代办单位", null=True)
    machine = models.CharField("平台部件", max_length=32, blank=True)
    request_id = models.CharField("请求", max_length=32, blank=True)
    facts = models.JSONField("事实", default=dict)
    why = models.TextField("理由", blank=True)
    at = models.DateTimeField("时间")
    because_of = models.ForeignKey("self", models.PROTECT, null=True, verbose_name="起因")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="line_of_subject"),
            models.Index(fields=["person_id", "id"], name="line_of_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person_id__isnull=False) | ~Q(machine=""), name="line_has_an_actor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"


class Link(models.Model):
    """One link (链环): the hash over a line and the link before it; written by the sealer alone."""

    seq = models.BigIntegerField("序号", primary_key=True)
    line = models.OneToOneField(Line, models.DO_NOTHING, db_constraint=False, verbose_name="日志行")
    hash = models.BinaryField("哈希", max_length=32)

    def __str__(self) -> str:
        return f"{self.seq} {bytes(self.hash).hex()[:12]}"


class Unsealed(models.Model):
    """One line that waits for its link (待封存); put here by the insert, so none is missed."""

    line_id = models.BigIntegerField("日志行", primary_key=True)

    def __str__(self) -> str:
        return str(self.line_id)
