"""Questions about messages: what a person was told, and what they have not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from kepu.access.queries import in_force
from kepu.cases.bodies import holders
from kepu.cases.models import Case
from kepu.core.actor import Actor
from kepu.core.ids import uuid_of
from kepu.core.text import quoted
from kepu.journal.models import Line
from kepu.library.models import Push
from kepu.look.words import deadline
from kepu.submissions.models import Work
from kepu.talk.models import Message


@dataclass(frozen=True, slots=True)
class News:
    """What a line of the journal means to those it concerns (要说的话)."""

    tone: str
    title: str
    body: str
    url: str


def messages_of(actor: Actor) -> QuerySet[Message]:
    """List what a person was told, the latest on top."""
    return Message.objects.filter(person=actor.person_id).order_by("-pk")


def unread(actor: Actor) -> int:
    return messages_of(actor).filter(read_at=None).count()


def senders_of(work: Work, now: datetime) -> list[UUID]:
    """List who should hear of a work: its organisation's clerks, and who began it."""
    clerks = in_force(now).filter(duty="clerk", org=work.org_id)
    persons = {*clerks.values_list("person_id", flat=True), work.created_by} - {None}
    return sorted(person for person in persons if person)


def holders_of(case: Case, now: datetime) -> list[UUID]:
    """List who sits where a case waits, but for whoever handed its subject in."""
    held = holders([case.seat], now=now).get(case.seat, set())
    return sorted(held - set(case.hands))


def due_news(line: Line, case: Case) -> News:
    """Say that something is soon due, or late, and where to see to it (期限)."""
    due = datetime.fromisoformat(line.facts["due"])
    step, until = line.facts["label"], deadline(due, line.at)
    url = f"{reverse('desk:inbox')}?open={case.pk}"
    if line.verb == "obligation.lapse":
        body = f"“{step}”应在 {until} 前办完，现在还可以办。办不完的，请上一级延期。"
        return News("bad", f"“{case.label}”已经逾期", body, url)
    body = f"“{step}”要在 {until} 前办完。"
    return News("warn", f"“{case.label}”快到期限", body, url)


def news_of(line: Line, work: Work) -> News:
    """Say what an outcome means for those who handed the work in, and what to do (办理结果)."""
    cause = line.because_of
    why = cause.why if cause else ""
    labels = cause.facts.get("item_labels", []) if cause else []
    opinion = f"意见：{why.rstrip('。')}。" if why else ""
    if line.verb == "work.send_back":
        items = f"要改的是：{'、'.join(labels)}。" if labels else ""
        body = f"{items}{opinion}改好后再次报送，会回到原来的环节，编号不变。"
        return News("warn", f"{quoted(work)}退回修改", body, f"{work.get_absolute_url()}edit/")
    if line.verb == "work.let_pass":
        body = f"已通过全部环节，不需要再做什么；推送入库时会再告诉你。{opinion}"
        return News("ok", f"{quoted(work)}已通过", body, work.get_absolute_url())
    body = f"{opinion}有疑问可以联系活动页面上的联系人。"
    return News("bad", f"{quoted(work)}没有通过", body, work.get_absolute_url())


def push_news(line: Line) -> News:
    """Say how the release of a push ended (推送好了 · 没有推送成功)."""
    push = Push.objects.only("name").get(pk=line.subject_id)
    name, url = quoted(push), push.get_absolute_url()
    if line.verb == "push.stop":
        body = f"{line.why.rstrip('。')}。公众什么也没有看到，在批次的页面可以再推送。"
        return News("bad", f"{name}没有推送成功", body, url)
    return News("ok", f"{name}已推送入库", f"{line.facts['items']} 件，谁都能查到、下载。", url)


def works_told_of(messages: Iterable[Message]) -> dict[UUID, Work]:
    """Give the works that messages lead to: what they are now may differ from what was said."""
    ids = {_work_id(one) for one in messages} - {None}
    return Work.objects.only("state", "shelf_item", "on_shelf").in_bulk(list(ids))


def work_of(message: Message, works: Mapping[UUID, Work]) -> Work | None:
    """Give the work a message leads to, if it leads to one."""
    found = _work_id(message)
    return works.get(found) if found else None


def _work_id(message: Message) -> UUID | None:
    parts = message.url.split("/")
    return uuid_of(parts[2]) if parts[1:2] == ["works"] and len(parts) > 2 else None  # noqa: PLR2004 - /works/<id>/


def shelved_by(line: Line, now: datetime) -> dict[UUID, list[Work]]:
    """Give the works that a line put on the shelf or took off it, by who is to hear of them."""
    one = Q(item__pk=line.subject_id) if line.subject_kind == "item" else Q()
    whole = Q(item__push=line.subject_id) if line.subject_kind == "push" else Q()
    works = list(Work.objects.filter(one, whole).only("title", "org", "created_by", "shelf_item"))
    clerks = in_force(now).filter(duty="clerk", org__in={work.org_id for work in works})
    of_org: dict[UUID | None, set[UUID]] = {}
    for org_id, person_id in clerks.values_list("org_id", "person_id"):
        of_org.setdefault(org_id, set()).add(person_id)
    told: dict[UUID, list[Work]] = {}
    for work in works:
        for person in sorted({*of_org.get(work.org_id, ()), work.created_by} - {None}):
            told.setdefault(person, []).append(work)
    return told


def shelf_news(line: Line, works: Sequence[Work]) -> News:
    """Say that works are in the library, or no more, and where to look (入库 · 下架)."""
    first, more = works[0], len(works) > 1
    names = "".join(quoted(work) for work in works[:3]) + ("等。" if works[3:] else "。")
    subject = f"{len(works)} 件作品" if more else quoted(first)
    url = reverse("submissions:index") if more else first.get_absolute_url()
    if line.verb in {"push.release", "item.put_back"}:
        done = "已入库" if line.verb == "push.release" else "已重新上架"
        page = f"{url}?state=shelved" if more else reverse("library:item", args=[first.shelf_item])
        body = f"{names if more else ''}谁都可以在资源库里查到、下载，资源页上写着推荐单位。"
        return News("ok", f"{subject}{done}", body, page)
    body = f"{names if more else ''}主办单位把它从资源库里撤下了，原因可以问活动页面上的联系人。"
    return News("warn", f"{subject}已下架", f"{body}作品的结论没有变，不需要再做什么。", url)
