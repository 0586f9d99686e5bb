"""What can be done to accounts. Every write to a Person is in this file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal
from kepu.people.models import Person


class LoginTaken(Refused):
    """Somebody has this log-in name."""

    code, says = "login_taken", "登录名“{login}”已经有人用了，请换一个"


@transaction.atomic
def register(
    login: str, *, name: str, password: str, must_change: bool = True, by: Actor, now: datetime
) -> Person:
    """Open an account for a person (开户)."""
    if Person.objects.filter(login=login).exists():
        raise LoginTaken(login=login)
    person = Person(login=login, name=name, joined_at=now, must_change_password=must_change)
    person.set_password(password)
    person.save()
    journal.record("person.register", by=by, now=now, on=person)
    return person
