"""Hats and the desk of appointments, as pages."""

import re
from datetime import timedelta

import pytest

from kepu.access.models import Appointment

pytestmark = pytest.mark.usefixtures("province")


@pytest.fixture
def boss(make, client):
    """Log in the administrator of 郑州市."""
    hat = make.appointment("administrator", over=make.place("郑州市"))
    client.force_login(hat.person)
    return hat


def seen(client, path, **query):
    answer = client.get(path, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_first_hat_is_worn_until_another_is_chosen(make, client):
    officer = make.appointment("officer", over=make.place("新郑市"))
    clerk = make.appointment("clerk", over=make.org("某学会"), person=officer.person)
    client.force_login(officer.person)

    before = client.get("/orgs/").status_code
    answer = client.post("/hats/wear/", {"hat": clerk.pk, "next": "/works/"})

    assert (before, client.get("/orgs/").status_code) == (200, 404)
    assert answer.url == "/works/"
    page = seen(client, "/hats/")
    assert page.index("科协管理员") < page.index("正在使用")
    assert page.count("换成科协管理员") == 1


@pytest.mark.parametrize(
    "onward", ["", "https://example.org/", "//example.org", "//example.org/orgs/", "/no/page/"]
)
def test_a_hat_leads_nowhere_outside(make, client, boss, onward):
    assert client.post("/hats/wear/", {"hat": boss.pk, "next": onward}).url == "/desk/"


@pytest.mark.parametrize(
    ("onward", "leads_to"),
    [("/orgs/?q=x", "/orgs/?q=x"), ("/works/", "/desk/"), ("/hats/", "/hats/"), ("/", "/")],
)
def test_a_hat_leads_back_to_a_page_it_may_see(make, client, boss, onward, leads_to):
    assert client.post("/hats/wear/", {"hat": boss.pk, "next": onward}).url == leads_to


@pytest.mark.parametrize("whose", ["theirs", "ended", "none", "nonsense"])
def test_only_a_hat_of_ones_own_that_holds_is_put_on(make, client, boss, whose):
    theirs = make.appointment("administrator", over=make.place("洛阳市"))
    ended = make.appointment("clerk", over=make.org(), person=boss.person)
    Appointment.objects.filter(pk=ended.pk).update(ends_at=make.NOON + timedelta(hours=1))
    hat = {"theirs": theirs.pk, "ended": ended.pk, "none": "", "nonsense": "x"}[whose]

    assert client.post("/hats/wear/", {"hat": hat}).status_code == 404


def test_a_chosen_hat_that_ended_falls_back_to_the_first(make, client, boss):
    clerk = make.appointment("clerk", over=make.org(), person=boss.person)
    client.post("/hats/wear/", {"hat": clerk.pk})

    Appointment.objects.filter(pk=clerk.pk).update(ends_at=make.NOON + timedelta(hours=1))

    assert client.get("/appointments/").status_code == 200


def test_without_a_hat_the_page_says_whom_to_ask(make, client):
    client.force_login(make.person())

    assert "还没有任职" in seen(client, "/hats/")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_often_for_1_and_30(make, client, boss, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        make.appointment("clerk", over=make.org())

    with django_assert_num_queries(6):  # session, person, hat, two of the frame, appointments
        page = seen(client, "/appointments/")

    assert page.count("<tr>") == rows + 1


def test_the_list_is_narrowed(make, client, boss):
    clerk = make.appointment("clerk", over=make.org(), person=make.person("测试丁"))
    make.appointment("clerk", over=make.org(place=make.place("洛阳市")))
    Appointment.objects.filter(pk=clerk.pk).update(ends_at=make.NOON + timedelta(hours=1))

    rows = {
        query: seen(client, f"/appointments/?{query}").count("<tr>") - 1
        for query in ("", "when=ended", "when=all", "when=all&duty=clerk", "q=测试丁&when=all")
    }

    assert list(rows.values()) == [1, 1, 2, 1, 1]
    assert "没有符合条件的任职" in seen(client, "/appointments/", q="无此人")


def test_nobody_is_offered_to_dismiss_themselves(make, client, boss):
    clerk = make.appointment("clerk")

    shown = client.get("/appointments/").content.decode()

    assert f"/appointments/{clerk.pk}/dismiss/" in shown
    assert f"/appointments/{boss.pk}/dismiss/" not in shown


def test_a_dismissal_asks_why(make, client, boss):
    clerk = make.appointment("clerk", over=make.org())
    path = f"/appointments/{clerk.pk}/dismiss/"

    shown = seen(client, path)
    bare = client.post(path, {"why": ""})
    done = client.post(path, {"why": "调离"})
    twice = client.post(path, {"why": "调离"})

    assert "卸任原因" in shown
    assert [bare.status_code, done.status_code, twice.status_code] == [422, 302, 422]
    assert "这项任职已经结束" in twice.content.decode()


def test_ones_own_row_refuses_and_a_neighbour_is_not_found(make, client, boss):
    neighbour = make.appointment("clerk", over=make.org(place=make.place("洛阳市")))

    mine = client.post(f"/appointments/{boss.pk}/dismiss/", {"why": "累了"})

    assert "不能解除自己的任职" in mine.content.decode()
    assert client.get(f"/appointments/{neighbour.pk}/dismiss/").status_code == 404


def test_only_what_one_may_take_away_has_a_button(make, client):
    officer = make.appointment("officer", over=make.place("郑州市"))
    make.appointment("clerk", over=make.org())
    client.force_login(officer.person)

    page = seen(client, "/appointments/")

    assert len(re.findall(r"/dismiss/", page)) == 1


def test_an_expert_of_a_campaign_out_of_reach_is_not_ended_here(make, client, province):
    expert = make.person("林一苇")
    make.appointment("expert", over=make.campaign(), person=expert, of_org=make.org())
    for place, there in (("新郑市", False), ("河南省", True)):
        client.force_login(make.appointment("officer", over=make.place(place)).person)

        page = client.get("/appointments/", {"q": "林一苇"}).content.decode()

        assert ("卸任<span" in page) is there
