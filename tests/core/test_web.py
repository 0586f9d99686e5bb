"""Refusals become sentences on the page where the person was."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from kepu.core.errors import ChangedMeanwhile
from kepu.core.models import Press
from kepu.core.web import Refusals, RequestIds, came_from, open_to_all, reads

NOON = datetime(2022, 8, 11, 4, tzinfo=UTC)


def request_from(referer=""):
    request = RequestFactory().get("/works/", headers={"referer": referer})
    request._messages = CookieStorage(request)
    return request


def test_a_refusal_is_said_on_the_page_the_person_came_from():
    request = request_from("http://testserver/works/7/")

    response = Refusals(HttpResponse).process_exception(request, ChangedMeanwhile())

    assert (response.status_code, response.url) == (302, "http://testserver/works/7/")
    assert [str(message) for message in get_messages(request)] == [ChangedMeanwhile.says]


@pytest.mark.django_db
def test_of_two_who_enter_the_same_the_second_is_told():
    press = Press.objects.create(token=uuid4(), at=NOON)
    with pytest.raises(IntegrityError) as twin, transaction.atomic():
        Press.objects.create(token=press.token, at=NOON)
    request = request_from()

    response = Refusals(HttpResponse).process_exception(request, twin.value)

    assert response.status_code == 302
    assert [str(message) for message in get_messages(request)] == [ChangedMeanwhile.says]


def test_any_other_error_is_left_to_crash():
    assert Refusals(HttpResponse).process_exception(request_from(), ValueError()) is None


@pytest.mark.parametrize("referer", ["", "http://elsewhere.example/", "javascript:alert(1)"])
def test_a_page_of_somebody_else_is_not_returned_to(referer):
    assert came_from(request_from(referer), "/desk/") == "/desk/"


def test_every_answer_carries_the_id_of_its_request():
    request = RequestFactory().get("/")

    response = RequestIds(lambda _: HttpResponse())(request)

    assert response["X-Request-Id"] == request.request_id


def test_a_reading_view_answers_no_post():
    view = open_to_all(reads(lambda _: HttpResponse("read")))

    assert view(RequestFactory().post("/")).status_code == 405
    assert view(RequestFactory().get("/")).content == b"read"
    assert view.gate == "open_to_all"
