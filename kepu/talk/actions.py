"""What can be done to messages. Every write to a Message is in this file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.submissions.models import Work
from kepu.talk.models import Message
from kepu.talk.queries import messages_of, news_of, senders_of


@transaction.atomic
def tell_senders(line: Line, *, by: Actor, now: datetime) -> int:
    """Tell who handed a work in what became of it, once each; says to how many (告知)."""
    work = Work.objects.select_related("org").get(pk=line.subject_id)
    told = Message.objects.filter(line_id=line.pk).values_list("person_id", flat=True)
    news = news_of(line, work)
    fresh = [person for person in senders_of(work, now) if person not in set(told)]
    Message.objects.bulk_create(
        Message(
            person_id=person,
            line_id=line.pk,
            tone=news.tone,
            title=news.title[:200],
            body=news.body,
            url=news.url,
            sent_at=now,
        )
        for person in fresh
    )
    if fresh:
        journal.record("message.send", by=by, now=now, on=work, because_of=line.pk, to=len(fresh))
    return len(fresh)


@journal.quiet("reading one's own message changes nothing for anybody else")
def read(message_id: UUID, *, by: Actor, now: datetime) -> Message:
    """Mark a message of one's own as read (已读)."""
    message = get_object_or_404(messages_of(by), pk=message_id)
    if message.read_at is None:
        message.read_at = now
        message.save()
    return message
