"""What can be done to accounts. Every write to a Person, or to their sessions, is in this file."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict, Unpack

from allauth.usersessions.models import UserSession
from django.db import transaction

from kepu.access.actions import MayNotAppoint, insist_on
from kepu.access.duties import May, permissions
from kepu.access.jurisdiction import NotYours, insist
from kepu.access.queries import hats_of
from kepu.core.actor import Actor
from kepu.core.errors import Refused
from kepu.journal import actions as journal
from kepu.journal.models import Line
from kepu.people.models import Kind, Person

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is misread over the telephone


class LoginTaken(Refused):
    """Somebody has this log-in name."""

    code, says = "login_taken", "登录名“{login}”已经有人用了，请换一个"


class HoldsMore(Refused):
    """The person holds a duty that is not the actor's to give or to take."""

    code, says = "holds_more", "{person}还有你无权任免的任职，请由上一级管理员办理"


class More(TypedDict, total=False):
    """What an account may have besides."""

    kind: Kind
    must_change: bool


def first_password() -> str:
    """Make a password that can be read out: three groups of four."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


@transaction.atomic
def register(
    login: str,
    *,
    name: str,
    password: str,
    by: Actor,
    now: datetime,
    **more: Unpack[More],
) -> Person:
    """Open an account for a person (开户); the password is a first one, to be changed."""
    if May.PERSON_MANAGE not in permissions(by.duty):
        raise NotYours
    if Person.objects.filter(login=login).exists():
        raise LoginTaken(login=login)
    person = Person(login=login, name=name, joined_at=now, kind=more.get("kind", Kind.PERSON))
    person.must_change_password = more.get("must_change", True)
    person.set_password(password)
    person.save()
    journal.record("person.register", by=by, now=now, on=person)
    return person


@transaction.atomic
def change_password(person: Person, password: str, *, by: Actor, now: datetime) -> Line:
    """Take a new password of one's own (修改密码)."""
    if by.person_id != person.pk:
        raise NotYours
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    return journal.record("person.change_password", by=by, now=now, on=person)


@transaction.atomic
def reset_password(person: Person, *, by: Actor, now: datetime) -> str:
    """Give a person a first password anew (重设密码); their sessions end, they must change it."""
    person = _managed(person, by, now)
    password = first_password()
    person.set_password(password)
    person.must_change_password = True
    person.save(update_fields=["password", "must_change_password"])
    _end(UserSession.objects.filter(user=person))
    journal.record("person.reset_password", by=by, now=now, on=person)
    return password


@transaction.atomic
def suspend(person: Person, *, by: Actor, now: datetime, why: str) -> Person:
    """Bar a person from logging in (停用账号)."""
    person = _managed(person, by, now)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end(UserSession.objects.filter(user=person))
    journal.record("person.suspend", by=by, now=now, on=person, why=why)
    return person


@transaction.atomic
def resume(person: Person, *, by: Actor, now: datetime) -> Person:
    """Let a person log in again (启用账号)."""
    person = _managed(person, by, now)
    person.is_active = True
    person.save(update_fields=["is_active"])
    journal.record("person.resume", by=by, now=now, on=person)
    return person


@transaction.atomic
def log_in(person: Person, *, by: Actor, now: datetime) -> Line:
    """Note that a person logged in (登录)."""
    return journal.record("person.log_in", by=by, now=now, on=person)


@transaction.atomic
def sign_out(person: Person, sessions: Iterable[UserSession], *, by: Actor, now: datetime) -> Line:
    """End sessions of one's own on other devices (退出其他设备)."""
    if by.person_id != person.pk:
        raise NotYours
    ended = _end(session for session in sessions if session.user_id == person.pk)
    return journal.record("person.sign_out", by=by, now=now, on=person, sessions=ended)


def _managed(person: Person, by: Actor, now: datetime) -> Person:
    """Lock an account that is wholly in the actor's hands: whoever resets it could become it."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    insist(by, May.PERSON_MANAGE, person)
    for hat in hats_of(person.pk, now):
        try:
            insist_on(by, hat)
        except (NotYours, MayNotAppoint) as refusal:
            raise HoldsMore(person=person) from refusal
    return person


def _end(sessions: Iterable[UserSession]) -> int:
    ended = list(sessions)
    for session in ended:
        session.end()
    return len(ended)
