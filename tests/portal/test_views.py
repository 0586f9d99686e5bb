"""The home shows what is counted, and only in a demo home anybody may be anybody."""

import pytest
from django.conf import settings

import make
from kepu.library import actions

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def demo_home(monkeypatch):
    monkeypatch.setattr(settings, "KEPU", settings.KEPU.model_copy(update={"demo": True}))


@pytest.mark.parametrize("count", [1, 30])
def test_the_home_asks_three_questions(client, django_assert_num_queries, count):
    make.campaign()
    make.items(*(f"雷雨{n}" for n in range(count)))
    actions.tally()

    with django_assert_num_queries(3):
        page = client.get("/").content.decode()

    assert f"共 {count} 件" in page


def test_the_home_lets_one_choose_light_and_dark_whatever_themes_the_library_has(client):
    for _ in range(2):
        page = client.get("/").content.decode()
        assert all(f">{label}</button>" in page for label in ("自动", "浅色", "深色"))
        make.items("雷雨")
        actions.tally()


def test_an_empty_library_says_so(client):
    assert "资源库正在筹备" in client.get("/").content.decode()


def test_a_demo_home_that_is_still_being_made_says_so(client, demo_home):
    assert "演示作品正在制作" in client.get("/").content.decode()
    assert "演示人物正在登记" in client.get("/demo/").content.decode()


def test_a_demo_home_says_what_to_try_in_each_duty_and_lists_the_others(client, demo_home):
    for duty in ("clerk", "officer", "officer"):
        make.appointment(duty)

    shown = client.get("/demo/").content.decode()

    assert (shown.count("先交一张手机照片"), shown.count("勾选几件")) == (1, 1)
    assert "（1 人）" in shown


def test_in_a_demo_home_the_desk_leads_to_the_others(client, demo_home):
    client.force_login(make.appointment("officer").person, BACKEND)

    assert "换成别人" in client.get("/desk/").content.decode()


def test_a_demo_home_lets_one_be_anybody(client, demo_home):
    hat = make.appointment("officer")

    shown = client.get("/demo/").content.decode()
    entered = client.post("/demo/enter/", {"hat": str(hat.pk)})

    assert hat.person.name in shown
    assert (entered.status_code, entered.url) == (302, "/desk/")
    assert client.session["_auth_user_id"] == str(hat.person_id)


@pytest.mark.parametrize("hat", ["", "nobody", "01a2006e-3e40-7ee5-8bf7-e9a579db56fd"])
def test_nobody_cannot_be_entered(client, demo_home, hat):
    assert client.post("/demo/enter/", {"hat": hat}).status_code == 404


def test_elsewhere_there_is_no_such_door(client):
    hat = make.appointment("officer")

    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/enter/", {"hat": str(hat.pk)}).status_code == 404
    assert "_auth_user_id" not in client.session
