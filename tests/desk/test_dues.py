"""What others owe within one's reach, and more time for it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.cases.models import Case
from kepu.obligations.models import Extension, Obligation
from kepu.people.models import Person
from kepu.rulebook.spec import Due

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def now():
    return datetime.now(UTC)  # noqa: TID251 - the pages ask the clock


@pytest.fixture
def county(make, now):
    return make.actor("officer", now=now)


@pytest.fixture
def city(make, client, county, now):
    actor = make.actor("officer", over=make.place("郑州市"), now=now)
    client.force_login(Person.objects.get(pk=actor.person_id), BACKEND)
    return actor


def case_due(make, now, **named):
    return make.case(make.step(due=Due(hours=24), label="县级推荐"), now=now, **named)


def later(now, days):
    return f"{now + timedelta(days=days, hours=8):%Y-%m-%dT%H:%M}"


def test_the_city_sees_what_its_counties_owe_and_not_its_own(client, make, city, now):
    case_due(make, now, label="雷雨来临前")
    own = make.step(rule="ancestor", level="city", duty="officer", due=Due(hours=24))
    make.case(own, now=now, label="自己的")
    case_due(make, now, label="别市的", place=make.place("栾川县"))

    shown = client.get("/desk/dues/").content.decode()

    assert "雷雨来临前" in shown
    assert "新郑市科协管理员" in shown
    assert "自己的" not in shown
    assert "别市的" not in shown


def test_more_time_is_given_with_a_reason(client, make, city, now):
    case = case_due(make, now)
    due = Obligation.objects.get()

    said = {"until": later(now, 3), "reason": "汛期"}
    answer = client.post(f"/desk/dues/{due.pk}/", said, follow=True)

    case.refresh_from_db()
    assert "已延期" in answer.content.decode()
    assert Extension.objects.get().reason == "汛期"
    assert case.due_at > now + timedelta(days=2)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ((-1, "汛期"), "新期限要晚于原期限和现在"),
        ((3, ""), "请填写"),
        ((None, "汛期"), "请写成 2022-08-31 18:00 这样的时间"),
    ],
)
def test_a_refusal_gives_the_form_back(client, make, city, now, said, says):
    until, reason = said
    case_due(make, now)
    due = Obligation.objects.get()
    written = later(now, until) if until else "后天"

    answer = client.post(f"/desk/dues/{due.pk}/", {"until": written, "reason": reason})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Extension.objects.exists()


def test_ones_own_due_time_is_not_ones_own_to_extend(client, make, county, now):
    client.force_login(Person.objects.get(pk=county.person_id), BACKEND)
    case_due(make, now)

    assert client.get(f"/desk/dues/{Obligation.objects.get().pk}/").status_code == 404
    assert "没有正在计时的事" in client.get("/desk/dues/").content.decode()


def test_the_page_costs_the_same_with_1_and_30_rows(client, make, city, now):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            case_due(make, now, org_id=city.org_id)
        with CaptureQueriesContext(connection) as counted:
            client.get("/desk/dues/")
        counts.append(len(counted))

    assert Case.objects.count() == 30
    assert counts == [7, 7]
