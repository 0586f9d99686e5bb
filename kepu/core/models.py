"""Presses of buttons, so that a second press shows the result of the first."""

from __future__ import annotations

from django.db import models


class Press(models.Model):
    """One press (一次提交) of a form's button, by the once-token the form carried."""

    token = models.UUIDField("一次性标记", primary_key=True)
    at = models.DateTimeField("时间")
    leads_to = models.TextField("结果页", blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="press_at")]

    def __str__(self) -> str:
        return str(self.token)
