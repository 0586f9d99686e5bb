"""Appointments: a person, a duty, exactly one scope, from when to when."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from kepu.access.duties import DUTIES, Scope
from kepu.core.ids import uuid7


class Appointment(models.Model):
    """An appointment (任职): one person, one duty, exactly one scope, between two instants."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments", verbose_name="人员"
    )
    duty = models.CharField("职责", max_length=32)
    of_org = models.ForeignKey(
        "orgs.Org", models.PROTECT, related_name="+", verbose_name="所在单位"
    )
    scope = models.CharField("范围", max_length=16, choices=Scope.choices)
    place = models.ForeignKey(
        "places.Place", models.PROTECT, null=True, related_name="+", verbose_name="辖区"
    )
    org = models.ForeignKey(
        "orgs.Org", models.PROTECT, null=True, related_name="+", verbose_name="单位或系统"
    )
    campaign_id = models.UUIDField("征集活动", null=True)
    starts_at = models.DateTimeField("任职时间")
    ends_at = models.DateTimeField("卸任时间", null=True)

    REACH = {  # an appointment belongs to the organisation the person sits in
        "place": "of_org__place__path__startswith",
        "system": "of_org__path__startswith",
        "org": "of_org_id",
    }

    class Meta:
        indexes = [
            models.Index(fields=["duty", "place"], name="appointment_over_place"),
            models.Index(fields=["duty", "org"], name="appointment_over_org"),
            models.Index(fields=["duty", "campaign_id"], name="appointment_over_campaign"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(duty__in=list(DUTIES)), name="appointment_duty"),
            models.CheckConstraint(
                condition=(
                    Q(scope=Scope.PLACE, place__isnull=False, org=None, campaign_id=None)
                    | Q(scope=Scope.ORG, org__isnull=False, place=None, campaign_id=None)
                    | Q(scope=Scope.SYSTEM, org__isnull=False, place=None, campaign_id=None)
                    | Q(scope=Scope.CAMPAIGN, campaign_id__isnull=False, place=None, org=None)
                ),
                name="appointment_has_one_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=models.F("starts_at")),
                name="appointment_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person", "duty", "scope", "place", "org", "campaign_id"],
                condition=Q(ends_at=None),
                nulls_distinct=False,
                name="appointment_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.person_id}"

    @property
    def label(self) -> str:
        return DUTIES[self.duty].label

    def holds(self, now: datetime) -> bool:
        """Say whether the appointment is in force."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)
