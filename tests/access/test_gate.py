"""Every view names its gate, and answers as the table of duties says."""

from collections.abc import Iterator
from itertools import product

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from kepu.access.duties import DUTIES, May, permissions
from kepu.core.ids import uuid7

OPEN, KNOWN = "open_to_all", ("signed_in", "known")
SOME = {"uuid": str(uuid7()), "int": "1", "slug": "some-slug", "str": "some", "path": "some/path"}


def patterns(resolver, before="") -> Iterator[tuple[str, URLPattern]]:
    """Walk every address of the site."""
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from patterns(one, before + str(one.pattern))
        else:
            yield before + str(one.pattern), one


PAGES = dict(patterns(get_resolver()))


def address(route: str) -> str:
    """Fill an address with things that are not there."""
    for word in ("uuid", "int", "slug", "str", "path"):
        while f"<{word}:" in route:
            start = route.index(f"<{word}:")
            route = route[:start] + SOME[word] + route[route.index(">", start) + 1 :]
    return f"/{route}"


def test_every_view_names_its_gate():
    assert [route for route, one in PAGES.items() if not hasattr(one.callback, "gate")] == []


def test_a_gate_is_open_known_or_a_permission():
    for route, one in PAGES.items():
        gate = one.callback.gate
        assert gate == OPEN or gate in KNOWN or all(isinstance(need, May) for need in gate), route


CLOSED = [route for route, one in PAGES.items() if one.callback.gate != OPEN]
NEEDING = [route for route in CLOSED if PAGES[route].callback.gate not in KNOWN]


def test_a_stranger_is_asked_to_log_in_at_every_closed_page(client, db):
    """Programs that speak tus are told 401 instead."""
    answers = {
        route: client.get(address(route), headers={"Tus-Resumable": "1.0.0"}) for route in CLOSED
    }

    sent_elsewhere = [
        route for route, answer in answers.items()
        if not getattr(answer, "url", "").startswith("/accounts/login/")
        and answer.status_code != 401
    ]  # fmt: skip
    assert sent_elsewhere == []


def test_who_has_a_first_password_gets_no_further(client, make, province):
    person = make.person(must_change=True)
    make.appointment("administrator", person=person)
    client.force_login(person)

    answers = {route: client.get(address(route)) for route in NEEDING}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert all(answer.url.startswith("/accounts/password/") for answer in answers.values())


@pytest.mark.parametrize("duty", DUTIES)
def test_without_the_permission_there_is_no_such_page(client, make, province, duty):
    client.force_login(make.appointment(duty).person)

    for route, method in product(NEEDING, ("get", "post")):
        if not permissions(duty).intersection(PAGES[route].callback.gate):
            answer = getattr(client, method)(address(route))
            assert answer.status_code == 404, (route, method)


@pytest.mark.parametrize("duty", DUTIES)
def test_with_the_permission_a_page_answers_and_what_is_not_there_is_not_found(
    client, make, province, duty
):
    client.force_login(make.appointment(duty).person)

    for route in NEEDING:
        if permissions(duty).intersection(PAGES[route].callback.gate):
            answer = client.get(address(route))
            for close in answer._resource_closers:
                close()  # the file alone: closing the answer closes the test's connection too
            allowed = {404, 405} if "<" in route else {200, 302, 405}
            assert answer.status_code in allowed, (route, answer.status_code)


def test_who_holds_no_duty_reaches_no_duty_page(client, make, province):
    client.force_login(make.person())

    assert {client.get(address(route)).status_code for route in NEEDING} == {404}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came_from", "back_to"),
    [
        ("http://testserver/desk/inbox/?open=1", "/desk/inbox/%3Fopen%3D1"),
        ("https://example.org/x", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_a_form_sent_after_the_session_is_over_leads_back_to_its_page(client, came_from, back_to):
    answer = client.post("/messages/read/", headers={"referer": came_from})

    assert answer.url == f"/accounts/login/?next={back_to}"


@pytest.mark.django_db
def test_a_page_asked_for_is_come_back_to(client):
    assert client.get("/desk/done/").url == "/accounts/login/?next=/desk/done/"


def test_a_page_of_another_duty_says_whose_it_is_and_offers_the_hat_that_fits(make, client, db):
    officer = make.appointment("officer")
    client.force_login(officer.person)

    alone = client.get("/desk/jobs/").content.decode()
    before = client.get("/works/").content.decode()
    make.appointment("clerk", person=officer.person)
    after = client.get("/works/").content.decode()

    assert "这一页由系统管理员使用，你现在的身份是科协管理员。" in alone
    assert "这一页由经办人使用，你现在的身份是科协管理员。" in before
    assert "换身份" not in before
    assert 'href="/hats/?next=%2Fworks%2F">换身份' in after
