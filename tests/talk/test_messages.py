"""Messages to those who handed a work in: what happened, what to do, where; once each."""

from html import unescape

import pytest
from django.http import Http404

from kepu.access.queries import actor_of
from kepu.cases.actions import Answer, decide
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.people.models import Person
from kepu.talk import actions, jobs, queries
from kepu.talk.models import Message

pytestmark = pytest.mark.django_db
QUERIES = 6  # session, person, hats; what waits, unread, messages
FLOW = Actor.machine("flow")


@pytest.fixture
def hat(make):
    return make.appointment("clerk", over=make.org())


@pytest.fixture
def work(make, hat):
    make.appointment("officer", over=make.place("新郑市"))
    return make.judged(make.work(by=actor_of(hat), org=hat.org))


@pytest.fixture
def decided(make, work, now):
    officer = make.actor("officer", over=make.place("新郑市"))

    def decided(outcome, **more):
        case = case_of("work", work.pk)
        decide(case.pk, Answer(outcome=outcome, turn=case.turn, **more), by=officer, now=now)
        return Line.objects.select_related("because_of").filter(verb=f"work.{outcome}").latest("pk")

    return decided


def test_sent_back_the_clerk_is_told_what_to_mend(decided, work, now):
    line = decided("send_back", items=["abstract"], labels=["内容简介"], comment="写明给谁看。")

    told = actions.tell_senders(line, by=FLOW, now=now)

    message = Message.objects.get()
    assert told == 1
    assert message.title == "“打雷时，你站的地方安全吗”退回修改"
    assert message.body.startswith("要改的是：内容简介。意见：写明给谁看。改好后再次报送")
    assert message.url == f"/works/{work.pk}/edit/"


def test_refused_the_reason_is_told(decided, now):
    actions.tell_senders(decided("refuse", comment="与科普无关"), by=FLOW, now=now)

    assert Message.objects.get().body.startswith("意见：与科普无关。")


def test_passed_nothing_is_left_to_do(make, work, now):
    expert = make.actor("expert", over=work.campaign)
    for by in (make.actor("officer", over=make.place("新郑市")), expert):
        case = case_of("work", work.pk)
        decide(case.pk, Answer(outcome="let_pass", turn=case.turn), by=by, now=now)
    line = Line.objects.select_related("because_of").get(verb="work.let_pass")

    actions.tell_senders(line, by=FLOW, now=now)

    assert "不需要再做什么" in Message.objects.get().body


def test_every_clerk_of_the_organisation_is_told_once(make, hat, decided, now):
    make.appointment("clerk", over=hat.org)
    line = decided("send_back", items=["abstract"])

    first, again = (actions.tell_senders(line, by=FLOW, now=now) for _ in range(2))

    assert (first, again) == (2, 0)
    assert Line.objects.filter(verb="message.send").count() == 1


def test_the_job_tells_by_the_line(decided):
    jobs.tell_senders.func(line=decided("send_back", items=["abstract"]).pk)

    assert Message.objects.count() == 1


def test_the_page_shows_what_is_unread_and_leads_on(client, hat, decided, now):
    actions.tell_senders(decided("send_back", items=["abstract"]), by=FLOW, now=now)
    client.force_login(Person.objects.get(pk=hat.person_id))
    assert queries.unread(actor_of(hat)) == 1

    page = unescape(client.get("/messages/").content.decode())
    answer = client.post(f"/messages/{Message.objects.get().pk}/")
    client.post(f"/messages/{Message.objects.get().pk}/")

    assert "未读" in page
    assert answer.url.endswith("/edit/")
    assert queries.unread(actor_of(hat)) == 0


def test_nobody_reads_the_messages_of_others(make, decided, now):
    actions.tell_senders(decided("send_back", items=["abstract"]), by=FLOW, now=now)
    other = make.actor("clerk", over=make.org("别家"))

    with pytest.raises(Http404):
        actions.read(Message.objects.get().pk, by=other, now=now)


def test_without_messages_the_page_says_so(client, hat):
    client.force_login(Person.objects.get(pk=hat.person_id))

    assert "还没有消息。" in unescape(client.get("/messages/").content.decode())


@pytest.mark.parametrize("rows", [1, 31])
def test_the_list_asks_the_same_for_1_and_31(
    client, hat, decided, now, rows, django_assert_num_queries
):
    line = decided("send_back", items=["abstract"])
    person = Person.objects.get(pk=hat.person_id)
    for number in range(rows):
        Message.objects.create(
            person=person, line_id=line.pk + number, tone="ok", title="消息", url="/", sent_at=now
        )
    client.force_login(person)
    page = client.get("/messages/").content.decode()

    with django_assert_num_queries(QUERIES):
        client.get("/messages/")
    assert ("?before=" in page) is (rows == 31)
