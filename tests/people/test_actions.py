"""Accounts are opened by who may, and are their owner's."""

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.core.actor import NOBODY, Actor
from kepu.journal.models import Line
from kepu.people import actions
from kepu.people.adapter import ClosedSignUp
from kepu.people.models import Kind, Person

pytestmark = pytest.mark.usefixtures("province")


def test_an_account_is_opened_with_a_first_password(make):
    officer = make.actor("officer")

    person = actions.register(
        "unit-1", name="某单位", password="x", kind=Kind.UNIT, by=officer, now=make.NOON
    )

    assert (person.kind, person.must_change_password, str(person)) == ("unit", True, "某单位")
    assert Line.objects.get(subject_id=str(person.pk)).person_id == officer.person_id


@pytest.mark.parametrize("duty", ["clerk", "operator", "expert"])
def test_other_duties_open_none(make, duty):
    with pytest.raises(NotYours):
        actions.register("a", name="b", password="c", by=make.actor(duty), now=make.NOON)


def test_a_log_in_name_is_taken_once(make):
    make.person(login="clerk")

    with pytest.raises(actions.LoginTaken, match="“clerk”已经有人用了"):
        make.person(login="clerk")


@pytest.mark.parametrize("by", [NOBODY, Actor.machine("setup")])
def test_nobody_else_changes_a_password_or_signs_out(make, by):
    person = make.person()

    with pytest.raises(NotYours):
        actions.change_password(person, "new", by=by, now=make.NOON)
    with pytest.raises(NotYours):
        actions.sign_out(person, [], by=by, now=make.NOON)


def test_a_first_password_can_be_read_out():
    password = actions.first_password()

    assert [len(part) for part in password.split("-")] == [4, 4, 4]
    assert not set(password) & set("ilo01ILO")


def test_the_journal_holds_no_name_and_no_password(make):
    person = make.person("测试己")

    line = Line.objects.get(verb="person.register", subject_id=str(person.pk))

    assert line.facts == {}
    assert Person.objects.get(pk=person.pk).password not in str(line.facts)


def test_nobody_signs_up_by_themselves(rf):
    assert not ClosedSignUp(rf.get("/")).is_open_for_signup(rf.get("/"))
