"""Input about appointments: what the list shows, and why one ends."""

from __future__ import annotations

from datetime import datetime

from django import forms
from django.db.models import Q, QuerySet

from kepu.access.duties import DUTIES
from kepu.access.models import Appointment

DUTY_CHOICES = [("", "全部职责"), *((code, duty.label) for code, duty in DUTIES.items())]
WHEN = [("", "在任"), ("ended", "已卸任"), ("all", "全部")]


class Filters(forms.Form):
    """What the list of appointments is narrowed to (筛选); nonsense narrows nothing."""

    q = forms.CharField(label="姓名、登录名或单位", max_length=64, required=False)
    duty = forms.ChoiceField(label="职责", choices=DUTY_CHOICES, required=False)
    when = forms.ChoiceField(label="任期", choices=WHEN, required=False)

    def narrow(self, found: QuerySet[Appointment], now: datetime) -> QuerySet[Appointment]:
        """Apply what was asked."""
        self.is_valid()
        asked = self.cleaned_data
        if text := asked.get("q"):
            person = Q(person__name__contains=text) | Q(person__login__startswith=text)
            found = found.filter(person | Q(of_org__name__contains=text))
        if duty := asked.get("duty"):
            found = found.filter(duty=duty)
        over = Q(ends_at__lte=now)
        when = asked.get("when")
        return found if when == "all" else found.filter(over if when == "ended" else ~over)


class Dismissal(forms.Form):
    """Why an appointment ends (卸任)."""

    why = forms.CharField(
        label="卸任原因", max_length=200, help_text="写进日志，例如：调离，由他人接任"
    )
