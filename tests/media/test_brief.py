"""A brief word of the front moves the offset in one statement, or is no answer at all."""

from datetime import timedelta

import pytest

from kepu.core import clock
from kepu.core.actor import Actor
from kepu.media import actions
from kepu.media.incoming import TOKEN
from kepu.media.models import Upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def upload(make, person):
    actor, now = Actor(person_id=person.pk), clock.now()
    ticket = make.ticket(by=actor, now=now)
    return actions.begin(ticket.pk, length=10, name="a.mp4", by=actor, now=now)


def say(client, upload, token=TOKEN, at=7):
    headers = {"X-Kepu-Briefly": f"{token};{at}", "Tus-Resumable": "1.0.0"}
    return client.generic("PATCH", f"/uploads/{upload.pk}", headers=headers)


def test_it_costs_one_statement(client, upload, django_assert_num_queries):
    with django_assert_num_queries(1):
        answer = say(client, upload)

    upload.refresh_from_db()
    assert (answer.status_code, upload.offset) == (204, 7)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"expires_at": clock.now() - timedelta(hours=1)},
        {"finished_at": clock.now()},
        {"length": 7},
    ],
)
def test_what_may_not_go_on_so_is_asked_in_full(client, upload, otherwise):
    Upload.objects.update(**otherwise)

    assert say(client, upload).status_code == 401
    upload.refresh_from_db()
    assert upload.offset == 0


def test_one_that_was_given_up_is_asked_in_full(client, person, upload):
    client.force_login(person)
    Upload.objects.all().delete()

    assert say(client, upload).status_code == 404


@pytest.mark.parametrize("token", ["guessed", "gu\u00e9ssed"])
def test_only_our_own_front_is_believed(client, upload, token):
    assert say(client, upload, token=token).status_code == 401
    upload.refresh_from_db()
    assert upload.offset == 0
