"""Messages to those who handed a work in: what happened, what to do, where; once each."""

from html import unescape

import pytest
from django.http import Http404

from kepu.access.queries import actor_of
from kepu.cases.actions import Answer, decide
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.library import actions as library
from kepu.library.queries.pushes import past_of
from kepu.people.models import Person
from kepu.talk import actions, jobs, queries
from kepu.talk.models import Message

pytestmark = pytest.mark.django_db
QUERIES = 8  # session, person, hats; what waits, unread twice, messages, their works
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

    assert "推送入库时会再告诉你" in Message.objects.get().body


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
            person=person,
            line_id=line.pk + number,
            tone="ok",
            title="消息",
            url=f"/works/{line.subject_id}/",
            sent_at=now,
        )
    client.force_login(person)
    page = client.get("/messages/").content.decode()

    with django_assert_num_queries(QUERIES):
        client.get("/messages/")
    assert ("?before=" in page) is (rows == 31)


@pytest.fixture
def shelved(make, now):
    """Release passed works in one push; say which line did it."""

    def shelved(*titles):
        push = make.push([make.passed(title) for title in titles], now=now)
        library.release(push, by=make.operator(push.campaign), now=now)
        return push, Line.objects.get(verb="push.release", subject_id=str(push.pk))

    return shelved


def test_released_the_clerk_is_led_to_the_item(make, shelved, now):
    push, line = shelved("打雷时")
    jobs.tell_of_shelf.func(line=line.pk)

    message = Message.objects.get()
    assert message.title == "“打雷时”已入库"
    assert message.url == push.items.get().get_absolute_url()


def test_the_history_of_a_push_says_in_words_that_its_senders_were_told(shelved, now):
    push, line = shelved("打雷时")
    actions.tell_of_shelf(line, by=FLOW, now=now)
    journal.record("push.unheard_of", by=FLOW, now=now, on=push)

    assert [event.says for event in past_of(push)][:2] == ["通知报送单位", "推送入库"]


def test_many_released_at_once_are_one_message(shelved, now):
    _, line = shelved("雷", "电", "雨", "雪")

    assert actions.tell_of_shelf(line, by=FLOW, now=now) == len(
        set(Message.objects.values_list("person"))
    )
    message = Message.objects.first()
    assert message.title == "4 件作品已入库"
    assert "等。" in message.body
    assert message.url == "/works/?state=shelved"


def test_off_the_shelf_and_back_are_told_without_the_reason(make, shelved, now):
    push, _ = shelved("打雷时")
    item, by = push.items.get(), make.operator(push.campaign)
    for step, verb in ((library.withdraw, "item.withdraw"), (library.put_back, "item.put_back")):
        step(item, by=by, now=now, why="线路提速")
        actions.tell_of_shelf(Line.objects.get(verb=verb), by=FLOW, now=now)

    back, gone = Message.objects.order_by("-pk")
    assert (gone.title, back.title) == ("“打雷时”已下架", "“打雷时”已重新上架")
    assert "线路提速" not in gone.body
    assert gone.url == f"/works/{item.work_id}/"


def test_an_old_message_says_what_became_of_the_work_since(client, hat, make, shelved, now):
    push, _ = shelved("打雷时")
    item = push.items.get()
    person = Person.objects.get(pk=hat.person_id)
    Message.objects.create(
        person=person, line_id=1, tone="ok", title="“打雷时”已通过", url=f"/works/{item.work_id}/",
        sent_at=now,
    )  # fmt: skip
    client.force_login(person)

    shown = unescape(client.get("/messages/").content.decode())
    library.roll_back(push, by=make.operator(push.campaign), now=now, why="有误")
    after = unescape(client.get("/messages/").content.decode())

    assert f'href="{item.get_absolute_url()}">已入库，看资源页' in shown
    assert "现在：已下架" in after


def test_all_is_marked_as_read_at_once(client, hat, decided, now):
    actions.tell_senders(decided("send_back", items=["abstract"]), by=FLOW, now=now)
    client.force_login(Person.objects.get(pk=hat.person_id))

    page = client.post("/messages/read/", follow=True).content.decode()

    assert "全部标为已读" not in page
    assert queries.unread(actor_of(hat)) == 0
