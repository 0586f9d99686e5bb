"""A form sent twice is done once, and shows the first result twice."""

from uuid import uuid4

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from kepu.core.models import Press
from kepu.core.web import Once

pytestmark = pytest.mark.django_db


def post(token):
    return RequestFactory().post("/works/", {"once": str(token)})


def test_the_second_press_is_shown_the_result_of_the_first():
    done, token = [], uuid4()

    def view(request):
        done.append(request)
        return HttpResponseRedirect("/works/1/")

    once = Once(view)

    assert [once(post(token)).url for _ in range(2)] == ["/works/1/", "/works/1/"]
    assert len(done) == 1


def test_a_form_with_a_mistake_may_be_sent_again():
    answers, token = [HttpResponse(status=422), HttpResponseRedirect("/works/1/")], uuid4()
    once = Once(lambda _: answers.pop(0))

    assert [once(post(token)).status_code for _ in range(2)] == [422, 302]


def test_a_form_without_a_token_passes_untouched():
    once = Once(lambda _: HttpResponse("done"))

    once(RequestFactory().post("/works/", {"once": "not a token"}))

    assert not Press.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_eight_presses_at_once_one_is_done(at_once):
    done, token = [], uuid4()

    def view(request):
        done.append(request)
        return HttpResponseRedirect("/works/1/")

    answers = at_once(8, lambda: Once(view)(post(token)))

    assert {answer.url for answer in answers} == {"/works/1/"}
    assert len(done) == 1
