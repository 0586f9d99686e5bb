"""A once-token is one press's alone; old ones are forgotten, fresh ones kept."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from kepu.core import actions, jobs
from kepu.core.models import Press

NOON = datetime(2022, 8, 11, 4, tzinfo=UTC)


@pytest.mark.django_db
def test_each_night_the_presses_of_the_day_before_yesterday_are_dropped():
    old, fresh = uuid4(), uuid4()
    actions.claim(old, now=NOON - timedelta(days=3))
    actions.claim(fresh, now=NOON - timedelta(hours=3))

    jobs.forget_presses.func(timestamp=int(NOON.timestamp()))

    assert [press.pk for press in Press.objects.all()] == [fresh]


def test_of_presses_at_the_same_instant_one_has_the_token(at_once):
    token = uuid4()

    assert sorted(at_once(4, lambda: actions.claim(token, now=NOON))) == [False, False, False, True]
