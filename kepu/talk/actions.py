"""What can be done to messages. Every write to a Message is in this file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.shortcuts import get_object_or_404

from kepu.cases.life import State
from kepu.cases.models import Case
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.submissions.models import Work
from kepu.talk.models import Message
from kepu.talk.queries import News, due_news, holders_of, messages_of, news_of, senders_of


@transaction.atomic
def tell_senders(line: Line, *, by: Actor, now: datetime) -> int:
    """Tell who handed a work in what became of it, once each; says to how many (告知)."""
    work = Work.objects.select_related("org").get(pk=line.subject_id)
    return _send(news_of(line, work), senders_of(work, now), line, on=work, by=by, now=now)


@transaction.atomic
def tell_holders(line: Line, *, by: Actor, now: datetime) -> int:
    """Tell who holds a seat that something is soon due there, or late; says to how many (提醒)."""
    waiting = Case.objects.filter(state=State.WAITING, seat=line.facts["seat"])
    case = waiting.filter(pk=line.subject_id).first() if line.subject_kind == "case" else None
    if case is None:
        return 0  # it was decided meanwhile, or passed on, or is owed about something else
    return _send(due_news(line, case), holders_of(case, now), line, on=case, by=by, now=now)


def _send(
    news: News, to: Iterable[UUID], line: Line, *, on: Model, by: Actor, now: datetime
) -> int:
    """Write a message to each of these persons who has none about this line."""
    told = set(Message.objects.filter(line_id=line.pk).values_list("person_id", flat=True))
    fresh = [person for person in to if person not in told]
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
        journal.record("message.send", by=by, now=now, on=on, because_of=line.pk, to=len(fresh))
    return len(fresh)


@journal.quiet("reading one's own message changes nothing for anybody else")
def read(message_id: UUID, *, by: Actor, now: datetime) -> Message:
    """Mark a message of one's own as read (已读)."""
    message = get_object_or_404(messages_of(by), pk=message_id)
    if message.read_at is None:
        message.read_at = now
        message.save()
    return message
