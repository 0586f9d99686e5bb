"""Many works come into the library by a job, and go by one: the public sees all or nothing."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

import make
from kepu.access.lives import WrongState
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.library import actions, jobs
from kepu.library.actions import pushing
from kepu.library.life import ItemState, PushState
from kepu.library.models import Item, Push
from kepu.library.queries import search
from kepu.people.models import Person
from kepu.submissions.life import State
from kepu.submissions.models import Work
from kepu.talk import jobs as talk
from kepu.talk.models import Message
from make.moments import NOON

pytestmark = pytest.mark.django_db
TITLES = ["打雷时怎么办", "地震时怎么办", "着火时怎么办"]


@pytest.fixture(autouse=True)
def one_is_many(monkeypatch):
    monkeypatch.setattr(pushing, "AT_ONCE", 1)
    monkeypatch.setattr(pushing, "AT_A_TIME", 1)


@pytest.fixture
def push():
    return make.push(make.waiting(*TITLES, file=make.blob()))


@pytest.fixture
def operator(push):
    return make.operator(push.campaign)


@pytest.fixture
def begun(push, operator):
    return actions.release(push, by=operator, now=NOON)


def enter(push):
    jobs.enter(Line.objects.filter(verb="push.begin", subject_id=str(push.pk)).latest("pk").pk)


def enter_one(push):
    actions.enter_some(push.pk, by=Actor.machine("flow"), now=NOON)


def log_in(client, actor):
    person = Person.objects.get(pk=actor.person_id)
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")


def seen(client, item):
    """Give what the public is answered where it might see an item."""
    page = item.get_absolute_url()
    asked = ("/library/?q=怎么办", "/library/", "/library/feed.xml", "/api/v1/items?q=怎么办")
    listed = {str(item.pk) in client.get(one).content.decode() for one in asked}
    told = (page, f"{page}1/file/", f"/api/v1/items/{item.pk}")
    return listed, [client.get(one).status_code for one in told]


def test_many_are_seen_all_at_once_when_the_last_is_in(client, push, begun):
    assert (begun.state, Item.objects.count()) == (PushState.RELEASING, 0)
    enter_one(push)
    enter_one(push)
    item = Item.objects.first()

    halfway = seen(client, item), search.shelved().count(), Work.objects.filter(on_shelf=True)

    assert halfway[:2] == (({False}, [404, 404, 404]), 0)
    assert not halfway[2].exists()
    enter(push)
    assert seen(client, item) == ({True}, [200, 200, 200])
    assert search.shelved().count() == Work.objects.filter(on_shelf=True).count() == len(TITLES)
    assert Push.objects.get().state == PushState.RELEASED


def test_a_job_that_runs_twice_enters_nothing_twice(push, begun):
    enter(push)
    enter(push)

    assert sorted(Item.objects.values_list("title", flat=True)) == sorted(TITLES)
    assert Line.objects.filter(verb="push.release").count() == 1


def test_who_pressed_is_told_when_it_is_done(push, operator, begun):
    enter(push)
    line = Line.objects.get(verb="push.release")
    talk.tell_who_began(line.pk)

    told = Message.objects.get(person=operator.person_id)
    assert (told.title, told.url) == ("“第一批”已推送入库", push.get_absolute_url())
    assert told.body == "3 件，谁都能查到、下载。"


@pytest.mark.parametrize("was_entered", [True, False])
def test_a_work_that_lost_its_pass_meanwhile_stops_all(push, operator, begun, was_entered):
    enter_one(push)
    lost = push.works.filter(item__isnull=not was_entered).order_by("title").first()
    Work.objects.filter(pk=lost.pk).update(state=State.REFUSED)

    enter(push)
    talk.tell_who_began(Line.objects.get(verb="push.stop").pk)

    push.refresh_from_db()
    assert (push.state, push.held, push.released_at) == (PushState.GATHERING, False, None)
    assert push.stopped.startswith(f"“{lost.title}”现在不能入库")
    assert not Item.objects.exists()
    assert Message.objects.get(person=operator.person_id).title == "“第一批”没有推送成功"
    push.works.update(state=State.PASSED)
    actions.release(push, by=operator, now=NOON)
    enter(push)
    assert search.shelved().count() == len(TITLES)


def test_works_of_a_push_that_is_being_released_are_in_no_other(push, operator, begun):
    with pytest.raises(actions.NotPassed):
        make.push(list(push.works.all()))
    with pytest.raises(WrongState):
        actions.dissolve(push, by=operator, now=NOON)


def test_the_page_tells_how_far_it_is_and_offers_to_go_on_where_it_broke_off(client, push, begun):
    log_in(client, make.operator(push.campaign))
    enter_one(push)

    at_work = client.get(push.get_absolute_url()).content.decode()
    ProcrastinateJob.objects.all().delete()
    broken_off = client.get(reverse("library:going", args=[push.pk])).content.decode()
    client.post(reverse("library:release", args=[push.pk]))

    assert "正在推送 1 / 3 件" in at_work
    assert "推送在 1 / 3 件时中断了" in broken_off
    assert Line.objects.filter(verb="push.begin").count() == 2
    enter(push)
    assert "推送好了" in client.get(reverse("library:going", args=[push.pk])).content.decode()


def test_a_push_taken_back_is_gone_at_once_and_each_item_after_it(client, push, operator, begun):
    enter(push)
    item = Item.objects.first()

    actions.roll_back(push, by=operator, now=NOON, why="版权有争议")

    gone = seen(client, item), search.shelved().count()
    assert gone == (({False}, [410, 404, 410]), 0)
    assert not Work.objects.filter(on_shelf=True).exists()
    with pytest.raises(WrongState):
        actions.put_back(item, by=operator, now=NOON, why="改好了")
    jobs.take_down(Line.objects.get(verb="push.roll_back").pk)
    assert set(Item.objects.values_list("state", flat=True)) == {ItemState.WITHDRAWN}
    assert seen(client, item) == gone[0]
    actions.put_back(item, by=operator, now=NOON, why="改好了")
    assert list(search.shelved()) == [item]


@pytest.mark.django_db(transaction=True)
def test_two_operators_who_press_at_once_begin_once(push, operator, at_once):
    other = make.operator(push.campaign)
    hands = [operator, other]

    answers = at_once(2, lambda: actions.release(push, by=hands.pop(), now=NOON))

    assert sorted(type(answer).__name__ for answer in answers) == ["Push", "WrongState"]
    assert Line.objects.filter(verb="push.begin").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_push_enter_each_work_once(push, begun, at_once):
    answers = at_once(2, lambda: enter(push))

    assert answers == [None, None]
    assert search.shelved().count() == len(TITLES)
    assert Line.objects.filter(verb="push.release").count() == 1


def test_what_is_over_is_left_as_it_is(push, operator, monkeypatch):
    monkeypatch.setattr(pushing, "AT_ONCE", len(TITLES))
    actions.release(push, by=operator, now=NOON)
    line = Line.objects.get(verb="push.release")

    actions.stop(push.pk, by=operator, now=NOON, why="晚了")
    jobs.take_down(line.pk)
    talk.tell_who_began(line.pk)

    assert search.shelved().count() == len(TITLES)
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_work_that_loses_its_pass_while_the_job_runs_leaves_all_or_nothing(push, begun, at_once):
    lost = push.works.filter(title="着火时怎么办")
    deeds = [lambda: enter(push), lambda: lost.update(state=State.REFUSED)]

    def do_one():
        return deeds.pop()()

    answers = at_once(2, do_one)

    push.refresh_from_db()
    assert answers in ([None, 1], [1, None])
    seen = {PushState.RELEASED: len(TITLES), PushState.GATHERING: 0}[push.state]
    assert search.shelved().count() == Work.objects.filter(on_shelf=True).count() == seen
