"""Pages of accounts: the first password, devices, and the accounts within reach."""

import re

import pytest
from allauth.usersessions.models import UserSession

from kepu.journal.models import Line
from kepu.people import queries
from kepu.people.models import Person

pytestmark = pytest.mark.usefixtures("province")
LOGIN, CHANGE = "/accounts/login/", "/accounts/password/change/"
OLD, NEW = "kepu-demo-2022", "qingcai-doufu-9"
PHONE = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


@pytest.fixture
def boss(make, client):
    """Log in the administrator of 郑州市."""
    hat = make.appointment("administrator", over=make.place("郑州市"))
    client.force_login(hat.person)
    return hat


def enter(client, person, agent="Mozilla/5.0 (Windows NT 10.0) Firefox/120.0"):
    return client.post(
        LOGIN, {"login": person.login, "password": OLD}, headers={"user-agent": agent}
    )


def test_logging_in_is_written_down(make, client):
    person = make.person()

    enter(client, person)

    assert Line.objects.filter(verb="person.log_in", subject_id=str(person.pk)).count() == 1


def test_a_wrong_password_is_no_log_in(make, client):
    client.post(LOGIN, {"login": make.person().login, "password": "wrong"})

    assert not Line.objects.filter(verb="person.log_in").exists()


def test_a_first_password_is_changed_before_anything_else(make, client):
    person = make.person(must_change=True)
    enter(client, person)

    stopped = client.get("/accounts/devices/")
    page = client.get(stopped.url).content.decode()
    done = client.post(stopped.url, {"old": OLD, "new": NEW, "again": NEW})

    assert stopped.url == f"{CHANGE}?next=/accounts/devices/"
    assert "你现在用的是初始密码" in page
    assert done.url == "/accounts/devices/"
    assert client.get(done.url).status_code == 200
    assert Person.objects.get(pk=person.pk).check_password(NEW)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"old": "wrong", "new": NEW, "again": NEW}, "现在的密码不对"),
        ({"old": OLD, "new": NEW, "again": "other"}, "两次输入的新密码不一样"),
        ({"old": OLD, "new": OLD, "again": OLD}, "新密码要和现在的不同"),
        ({"old": OLD, "new": "12345678", "again": "12345678"}, "只包含数字"),
        ({"old": OLD, "new": "short", "again": "short"}, "8"),
        ({}, "还有 3 处要改"),
    ],
)
def test_a_bad_new_password_is_explained(make, client, typed, says):
    client.force_login(make.person())

    answer = client.post(CHANGE, typed)

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_it_leads_nowhere_outside(make, client):
    client.force_login(make.person())

    done = client.post(
        f"{CHANGE}?next=https://example.org/", {"old": OLD, "new": NEW, "again": NEW}
    )

    assert done.url == "/accounts/devices/"


def test_devices_are_listed_this_one_first(make, client, client_class):
    person, phone = make.person(), client_class()
    enter(phone, person, PHONE)
    enter(client, person)

    page = client.get("/accounts/devices/").content.decode()

    assert re.findall(r"<b>([^<]+)</b>", page)[-2:] == ["Windows 电脑 · 火狐", "安卓手机 · Chrome"]
    assert page.count("这台设备") == 1


@pytest.fixture
def client_class():
    from django.test import Client

    return Client


@pytest.mark.parametrize("which", ["one", "all"])
def test_other_devices_are_signed_out_and_this_one_stays(make, client, client_class, which):
    person, phone = make.person(), client_class()
    enter(phone, person, PHONE)
    enter(client, person)
    other = UserSession.objects.get(user_agent=PHONE)

    client.post("/accounts/devices/sign-out/", {"device": other.pk} if which == "one" else {})

    assert client.get("/accounts/devices/").status_code == 200
    assert phone.get("/accounts/devices/").url.startswith(LOGIN)
    assert Line.objects.get(verb="person.sign_out").facts == {"sessions": 1}


def test_somebody_elses_device_is_not_touched(make, client, client_class):
    stranger, phone = make.person(), client_class()
    enter(phone, stranger, PHONE)
    enter(client, make.person())

    client.post(
        "/accounts/devices/sign-out/", {"device": UserSession.objects.get(user=stranger).pk}
    )

    assert phone.get("/accounts/devices/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone) MicroMessenger/8.0", "微信"),
        ("Mozilla/5.0 (Macintosh) Safari/605", "苹果电脑 · Safari"),
        ("Mozilla/5.0 (Windows) Chrome/120 Edg/120", "Windows 电脑 · Edge"),
        ("curl/8", "其他设备"),
    ],
)
def test_a_device_has_a_name_people_use(agent, name):
    assert queries._named(agent) == name


def test_logging_out_asks_first(make, client):
    client.force_login(make.person())

    asked = client.get("/accounts/logout/").content.decode()
    done = client.post("/accounts/logout/")

    assert "退出" in asked
    assert (done.status_code, client.get("/accounts/devices/").status_code) == (302, 302)


def test_a_stopped_account_does_not_get_in(make, client):
    person = make.person()
    Person.objects.filter(pk=person.pk).update(is_active=False)

    answer = client.post(LOGIN, {"login": person.login, "password": OLD}, follow=True)

    assert client.get("/accounts/devices/").status_code == 302
    assert "停用" in answer.content.decode() or "不对" in answer.content.decode()
    assert "停用" in client.get("/accounts/inactive/").content.decode()


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_as_often_for_1_and_30(make, client, boss, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        make.appointment("clerk", over=make.org())

    with django_assert_num_queries(7):  # as appointments, and the hats of those listed
        page = client.get("/people/").content.decode()

    assert page.count('<td class="num"><a') == rows


def test_the_list_is_narrowed(make, client, boss):
    clerk = make.appointment("clerk", over=make.org(), person=make.person("测试丁", login="ding"))
    make.appointment("clerk", over=make.org("某学会"), person=clerk.person)
    Person.objects.filter(pk=clerk.person_id).update(is_active=False)

    counts = {
        query: client.get(f"/people/?{query}").content.decode().count('<td class="num"><a')
        for query in ("", "state=stopped", "state=all", "state=all&q=ding", "q=测试丁")
    }

    assert list(counts.values()) == [1, 1, 2, 1, 0]


def test_a_password_is_made_anew_and_shown_once(make, client, boss, client_class):
    person, phone = make.person(), client_class()
    make.appointment("clerk", over=make.org(), person=person)
    enter(phone, person, PHONE)

    page = client.post(f"/people/{person.pk}/password/").content.decode()

    password = re.search(r'初始密码</dt>\s*<dd class="num">\s*([^<\s]+)\s*<', page)[1]
    person.refresh_from_db()
    assert person.check_password(password)
    assert person.must_change_password
    assert phone.get("/accounts/devices/").url.startswith(LOGIN)


def test_who_holds_more_elsewhere_is_left_to_those_above(make, client, boss):
    person = make.person("测试戊")
    make.appointment("clerk", over=make.org(), person=person)
    make.appointment("officer", over=make.place("河南省"), person=person)

    answer = client.post(f"/people/{person.pk}/password/", follow=True)
    stopped = client.post(f"/people/{person.pk}/suspend/", {"why": "试试"})

    assert "测试戊还有你无权任免的任职" in answer.content.decode()
    assert (stopped.status_code, Person.objects.get(pk=person.pk).is_active) == (422, True)


def test_an_account_is_stopped_with_a_reason_and_started_again(make, client, boss):
    person = make.appointment("clerk", over=make.org()).person

    bare = client.post(f"/people/{person.pk}/suspend/", {"why": ""})
    client.post(f"/people/{person.pk}/suspend/", {"why": "离职"})
    stopped = Person.objects.get(pk=person.pk).is_active
    page = client.get(f"/people/{person.pk}/").content.decode()
    client.post(f"/people/{person.pk}/resume/")

    assert (bare.status_code, stopped) == (422, False)
    assert "启用账号" in page
    assert Person.objects.get(pk=person.pk).is_active
    assert Line.objects.get(verb="person.suspend").why == "离职"


def test_an_account_out_of_reach_is_not_found(make, client, boss):
    person = make.appointment("clerk", over=make.org(place=make.place("洛阳市"))).person

    assert client.get(f"/people/{person.pk}/").status_code == 404
    assert client.post(f"/people/{person.pk}/password/").status_code == 404
