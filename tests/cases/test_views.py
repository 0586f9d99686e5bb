"""The form of a decision, as a page posts it."""

import pytest

from kepu.cases import actions
from kepu.cases.models import Decision
from kepu.people.models import Person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def officer(make, client):
    actor = make.actor("officer")
    client.force_login(Person.objects.get(pk=actor.person_id), BACKEND)
    return actor


def post(client, case, **said):
    return client.post(f"/cases/{case.pk}/decide/", {"turn": case.turn, **said})


def test_a_decision_is_made_and_leads_to_the_next_page(client, make, officer):
    case = make.case()

    answer = post(client, case, outcome="let_pass", next="/desk/inbox/next/?kind=work")

    assert (answer.status_code, answer.url) == (302, "/desk/inbox/next/?kind=work")
    assert Decision.objects.get().outcome == "let_pass"


def test_strangers_pages_are_not_gone_to(client, make, officer):
    answer = post(client, make.case(), outcome="let_pass", next="https://example.org/")

    assert answer.url == "/desk/inbox/"


def test_items_sent_back_keep_their_words(client, make, officer):
    offered = ["slot:film|成片", "field:title|作品名称"]

    post(client, make.case(), outcome="send_back", offered=offered, items=["field:title"])

    decision = Decision.objects.get()
    assert (decision.items, decision.item_labels) == (["field:title"], ["作品名称"])


def test_a_refusal_gives_the_form_back_as_it_was_typed(client, make, officer):
    case = make.case()

    answer = post(client, case, outcome="send_back", offered=["a|成片"], comment="请补<字幕>")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "退回修改要勾选至少一项" in page
    assert "请补&lt;字幕&gt;" in page
    assert 'name="items" value="a"' in page
    assert not Decision.objects.exists()


def test_without_an_outcome_the_form_says_so(client, make, officer):
    answer = post(client, make.case(), comment="好")

    assert answer.status_code == 422
    assert "请先选一个结论" in answer.content.decode()


def test_who_comes_second_is_told_and_keeps_the_words(client, make, officer, now):
    first = make.actor("officer", person=make.person("甲"))
    case = make.case()
    actions.decide(case.pk, make.answer(case), by=first, now=now)

    answer = post(client, case, outcome="refuse", comment="我写了很久的意见")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "刚刚已由甲办理（通过）" in page
    assert "我写了很久的意见" in page


def test_what_is_out_of_reach_does_not_exist(client, make, officer):
    make.actor("officer", over=make.place("栾川县"))
    case = make.case(place=make.place("栾川县"))

    assert post(client, case, outcome="let_pass").status_code == 404


def test_one_logs_in_first(client, make):
    answer = post(client, make.case(), outcome="let_pass")

    assert answer.url.startswith("/accounts/login/")
