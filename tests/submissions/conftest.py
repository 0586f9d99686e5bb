"""Who hands in: a clerk of an organisation, and the browser they are logged in with."""

import pytest
from django.utils import timezone

from kepu.people.models import Person


@pytest.fixture
def hat(make):
    return make.appointment("clerk", over=make.org())


@pytest.fixture
def clerk(client, hat):
    client.force_login(Person.objects.get(pk=hat.person_id))
    return client


@pytest.fixture
def clock(monkeypatch, now):
    """Let views tell the time of ``now``, or whatever ``clock["now"]`` is set to."""
    state = {"now": now}
    monkeypatch.setattr(timezone, "now", lambda: state["now"])
    return state
