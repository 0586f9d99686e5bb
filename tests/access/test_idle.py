"""Who does nothing for a while is logged out; how long that is, the duty they act in says."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kepu.access.duties import A_WORKDAY, DUTIES, idle_of

pytestmark = pytest.mark.usefixtures("province")
MINUTES = timedelta(minutes=1)


@pytest.fixture
def clock(monkeypatch, now):
    """Let the pages see another time."""
    state = {"now": now}
    monkeypatch.setattr(timezone, "now", lambda: state["now"])
    return state


@pytest.fixture
def logged_in(make, client, clock):
    def as_holder(duty):
        client.force_login(make.appointment(duty).person)
        return client

    return as_holder


@pytest.mark.parametrize("duty", DUTIES)
def test_a_log_in_ends_when_nothing_was_done_for_as_long_as_the_duty_allows(logged_in, clock, duty):
    client = logged_in(duty)

    clock["now"] += idle_of(duty) - timedelta(seconds=1)
    before = client.get("/accounts/stay/", headers={"X-Kepu-Quiet": "1"})
    clock["now"] += timedelta(seconds=1)
    after = client.get("/desk/")

    assert before.status_code == 200
    assert after.url == "/accounts/login/?next=/desk/"
    said = client.get(after.url).content.decode()
    assert ("为保护作品和联系方式，已经退出登录" in said) == (idle_of(duty) < A_WORKDAY)


def test_what_is_done_counts_and_what_a_page_asks_by_itself_does_not(logged_in, clock, settings):
    settings.SEEN_EVERY = 60
    client = logged_in("officer")

    clock["now"] += 20 * MINUTES
    client.get("/desk/")
    clock["now"] += 20 * MINUTES
    asked = client.get("/accounts/stay/", headers={"HX-Request": "true"}).json()
    clock["now"] += 9 * MINUTES
    done = client.post("/accounts/stay/").json()
    clock["now"] += 29 * MINUTES

    assert (asked, done) == ({"left": 600}, {"left": 1800})
    assert client.get("/desk/").status_code == 200


def test_who_is_not_logged_out_soon_is_not_warned(logged_in):
    assert 'id="idle"' in logged_in("officer").get("/desk/").content.decode()
    assert 'id="idle"' not in logged_in("clerk").get("/desk/").content.decode()


def test_a_clerk_who_puts_on_another_hat_is_not_logged_out_for_it(make, client, clock, settings):
    settings.SEEN_EVERY = 60
    clerk = make.appointment("clerk")
    other = make.appointment("officer", person=clerk.person)
    client.force_login(clerk.person)
    clock["now"] += timedelta(hours=3)

    client.post("/hats/wear/", {"hat": other.pk})

    assert client.get("/orgs/").status_code == 200


def test_other_devices_have_clocks_of_their_own(make, client, clock):
    hat = make.appointment("officer")
    client.force_login(hat.person)
    clock["now"] += 29 * MINUTES
    other = Client()
    other.force_login(hat.person)
    clock["now"] += 2 * MINUTES

    assert client.get("/desk/").status_code == 302
    assert other.get("/desk/").status_code == 200
