"""What a sender reads of their own works: where they stand, what they wrote, what to mend."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from kepu.access.queries import actor_of
from kepu.cases.actions import decide
from kepu.cases.queries import case_of
from kepu.people.models import Person
from kepu.submissions.models import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client, hat, monkeypatch, now):
    monkeypatch.setattr(timezone, "now", lambda: now)
    client.force_login(Person.objects.get(pk=hat.person_id))
    return client


def text(answer):
    return unescape(answer.content.decode())


def url(work, page="edit"):
    return f"/works/{work.pk}/{page}/"


def test_what_came_back_is_mended_from_the_inbox(clerk, make, hat):
    officer = make.actor("officer", over=make.place("新郑市"))
    work = make.judged(make.work(by=actor_of(hat), org=hat.org))
    case = case_of("work", work.pk)
    told = {"items": ["abstract"], "labels": ["内容简介"], "comment": "写明由谁审定"}
    decide(case.pk, make.answer(case, "send_back", **told), by=officer, now=make.NOON)

    form = text(clerk.get(url(work)))
    inbox = text(clerk.get(f"/desk/inbox/?open={case.pk}"))
    beside = text(clerk.get(f"/works/{work.pk}/"))

    assert f'hx-get="/works/{work.pk}/?next=' in inbox
    shown = beside[beside.index("data-pane") :].split("split")[0]
    assert "写明由谁审定" in shown
    assert f'href="{url(work)}">去修改' in shown
    assert '<a class="lnk" href="#f-abstract">内容简介</a>' in form
    assert form.count('<span class="tag warn">要改</span>') == 1
    assert "还没有改过" in form
    assert "从以前的作品带入" not in form


def test_whoever_handed_in_reads_what_they_wrote_and_no_name_of_an_expert(clerk, make, hat):
    officer = make.actor("officer", over=make.place("新郑市"))
    work = make.judged(make.work(by=actor_of(hat), org=hat.org))
    expert = make.actor("expert", over=work.campaign)
    for by in (officer, expert):
        case = case_of("work", work.pk)
        decide(case.pk, make.answer(case, comment="可以推荐"), by=by, now=make.NOON)

    shown = text(clerk.get(f"/works/{work.pk}/"))

    assert "六张挂图，讲清打雷时" in shown
    assert Person.objects.get(pk=officer.person_id).name in shown
    assert f'<small class="num">{Person.objects.get(pk=expert.person_id).name}' not in shown
    assert "评审专家 · " in shown


def test_a_draft_of_another_day_says_which(clerk, make, hat, now):
    draft = make.work("draft", by=actor_of(hat), org=hat.org)
    Work.objects.filter(pk=draft.pk).update(saved_at=now - timedelta(days=2))

    assert "草稿已保存 7 月 2 日" in text(clerk.get(url(draft)))
