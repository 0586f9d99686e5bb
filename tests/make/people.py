"""Persons with an account; the password is the same for all of them."""

from datetime import datetime
from itertools import count

from kepu.core.actor import Actor
from kepu.people import actions
from kepu.people.models import Person
from make.moments import NOON

PASSWORD = "kepu-demo-2022"
numbers = count(1)


def person(
    name: str = "", *, login: str = "", must_change: bool = False, now: datetime = NOON
) -> Person:
    """Open an account."""
    number = next(numbers)
    return actions.register(
        login or f"person-{number}",
        name=name or f"测试人员{number}",
        password=PASSWORD,
        must_change=must_change,
        by=Actor.machine("setup"),
        now=now,
    )
