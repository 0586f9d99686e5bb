"""What can be done to messages. Every write to a Message is in this file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404

from kepu.cases.life import State
from kepu.cases.models import Case
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.submissions.models import Work
from kepu.talk.models import Message
from kepu.talk.queries import (
    News,
    due_news,
    holders_of,
    messages_of,
    news_of,
    push_news,
    senders_of,
    shelf_news,
    shelved_by,
)


@transaction.atomic
def tell_senders(line: Line, *, by: Actor, now: datetime) -> int:
    """Tell who handed a work in what became of it, once each; says to how many (告知)."""
    work = Work.objects.select_related("org").get(pk=line.subject_id)
    told = dict.fromkeys(senders_of(work, now), news_of(line, work))
    return _send(told, line, by=by, now=now)


@transaction.atomic
def tell_holders(line: Line, *, by: Actor, now: datetime) -> int:
    """Tell who holds a seat that something is soon due there, or late; says to how many (提醒)."""
    waiting = Case.objects.filter(state=State.WAITING, seat=line.facts["seat"])
    case = waiting.filter(pk=line.subject_id).first() if line.subject_kind == "case" else None
    if case is None:
        return 0  # it was decided meanwhile, or passed on, or is owed about something else
    return _send(dict.fromkeys(holders_of(case, now), due_news(line, case)), line, by=by, now=now)


@transaction.atomic
def tell_of_shelf(line: Line, *, by: Actor, now: datetime) -> int:
    """Tell who handed works in that they are in the library, or off the shelf (入库 · 下架)."""
    told = {person: shelf_news(line, works) for person, works in shelved_by(line, now).items()}
    return _send(told, line, by=by, now=now)


@transaction.atomic
def tell_who_began(line: Line, *, by: Actor, now: datetime) -> int:
    """Tell who pressed the button what a job made of it, if it was a job (推送好了 · 没有成功)."""
    began = line.because_of
    if began is None or began.person_id is None:
        return 0
    return _send({began.person_id: push_news(line)}, line, by=by, now=now)


def _send(to: Mapping[UUID, News], line: Line, *, by: Actor, now: datetime) -> int:
    """Write to each of these persons, who has no message about this line, what it means to them."""
    told = set(Message.objects.filter(line_id=line.pk).values_list("person_id", flat=True))
    fresh = {person: news for person, news in to.items() if person not in told}
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
        for person, news in fresh.items()
    )
    if fresh:
        on = (line.subject_kind, line.subject_id)
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


@journal.quiet("reading one's own messages changes nothing for anybody else")
def read_all(*, by: Actor, now: datetime) -> int:
    """Mark all messages of one's own as read (全部已读)."""
    return messages_of(by).filter(read_at=None).order_by().update(read_at=now)
