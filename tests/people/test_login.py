"""Logging in: right, wrong, locked; nobody signs up; everything in our look."""

import pytest

import make
from kepu.people import actions
from make.moments import NOON

pytestmark = pytest.mark.django_db
PASSWORD = "qingcai-doufu-9"
LOGIN = "/accounts/login/"


@pytest.fixture
def person():
    return actions.register(
        "clerk", name="何青禾", password=PASSWORD, must_change=False, by=make.setup(), now=NOON
    )


def test_the_right_password_leads_to_the_desk(client, person):
    answer = client.post(LOGIN, {"login": "clerk", "password": PASSWORD})

    assert (answer.status_code, answer.url) == (302, "/desk/")


def test_a_wrong_password_is_explained_and_the_name_is_kept(client, person):
    page = client.post(LOGIN, {"login": "clerk", "password": "wrong"}).content.decode()

    assert "登录名或密码不对" in page
    assert 'value="clerk"' in page


def test_five_wrong_passwords_lock_the_name_for_a_while(client, person):
    for _ in range(5):
        last = client.post(LOGIN, {"login": "clerk", "password": "wrong"})

    again = client.post(LOGIN, {"login": "clerk", "password": PASSWORD})

    assert (last.status_code, again.status_code) == (429, 429)
    assert "暂时锁定" in again.content.decode()


def test_the_lock_is_on_one_name(client, person):
    for _ in range(5):
        client.post(LOGIN, {"login": "somebody", "password": "wrong"})

    assert client.post(LOGIN, {"login": "clerk", "password": PASSWORD}).status_code == 302


def test_nobody_signs_up(client):
    page = client.get("/accounts/signup/").content.decode()

    assert "账号由科协发放" in page


def test_a_page_that_needs_a_person_asks_for_the_log_in_and_leads_back(client, person):
    asked = client.get("/library/pushes/")

    answer = client.post(asked.url, {"login": "clerk", "password": PASSWORD, "next": "/demo/"})

    assert asked.url == "/accounts/login/?next=/library/pushes/"
    assert answer.url == "/demo/"
