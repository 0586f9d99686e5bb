"""Messages of the platform to one person each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from kepu.core.ids import uuid7


class Message(models.Model):
    """A message (消息): what happened, what to do about it, and where."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages", verbose_name="收信人"
    )
    line_id = models.BigIntegerField("因哪一行日志")
    tone = models.CharField("语气", max_length=8)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True)
    url = models.CharField("去处", max_length=300)
    sent_at = models.DateTimeField("发出时间")
    read_at = models.DateTimeField("阅读时间", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="message_of_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="message_unread"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["line_id", "person"], name="message_once"),
        ]

    def __str__(self) -> str:
        return self.title
