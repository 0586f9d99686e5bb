"""The actor of a request, before and after somebody is known."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.test import RequestFactory

from kepu.access.middleware import HAT, Hats
from kepu.core.actor import NOBODY

pytestmark = pytest.mark.usefixtures("province")


def actor_of(user, hat=None):
    """Pass a request of this user through the middleware, and read its actor."""
    request = RequestFactory().get("/")
    request.user, request.session, request.request_id = user, SessionStore(), "r-1"
    if hat:
        request.session[HAT] = str(hat.pk)
    Hats(lambda _: None)(request)
    return request.actor


def test_a_stranger_is_nobody():
    assert actor_of(AnonymousUser()) == NOBODY


def test_a_person_without_a_hat_is_themselves_and_may_nothing(make):
    person = make.person()

    actor = actor_of(person)

    assert (actor.person_id, actor.duty, actor.request_id) == (person.pk, "", "r-1")


def test_the_hat_says_duty_organisation_and_reach(make):
    first = make.appointment("officer", over=make.place("新郑市"))
    second = make.appointment("clerk", over=make.org("某学会"), person=first.person)

    worn, chosen = actor_of(first.person), actor_of(first.person, second)

    assert (worn.duty, worn.reach_kind, worn.reach_key) == ("officer", "place", first.place.path)
    assert (chosen.duty, chosen.appointment_id, chosen.org_id) == (
        "clerk", second.pk, second.of_org_id,
    )  # fmt: skip
    assert str(second) == f"经办人 {first.person_id}"


def test_somebody_elses_hat_in_the_session_is_not_worn(make):
    mine = make.appointment("clerk", over=make.org())
    theirs = make.appointment("administrator")

    assert actor_of(mine.person, theirs).duty == "clerk"


def test_asking_for_the_actor_costs_one_question(make, django_assert_num_queries):
    person = make.appointment("officer").person

    with django_assert_num_queries(1):
        assert actor_of(person).duty == "officer"
