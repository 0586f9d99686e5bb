"""Who holds a seat is told that something is soon due there, or late; once each."""

from datetime import timedelta

import pytest

from kepu.cases.models import Case
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.obligations import actions as obligations
from kepu.obligations.models import Obligation
from kepu.rulebook.spec import Due
from kepu.talk import actions, jobs
from kepu.talk.models import Message

pytestmark = pytest.mark.usefixtures("province")
CLOCK, FLOW = Actor.machine("obligations"), Actor.machine("flow")
A_WEEK = timedelta(days=7)


@pytest.fixture
def officer(make):
    return make.appointment("officer", over=make.place("新郑市"))


@pytest.fixture
def case(make, officer):
    return make.case(make.step(label="县级推荐").model_copy(update={"due": Due(hours=48)}))


def told(verb, now):
    """Let the clock bring a reminder or a lapse, and the message that follows."""
    owed = Obligation.objects.get()
    getattr(obligations, verb)(owed.pk, by=CLOCK, now=now)
    return Line.objects.get(verb=f"obligation.{verb}")


def test_a_reminder_comes_with_the_due_time_and_the_way_there(case, officer, now):
    line = told("remind", now + timedelta(hours=25))

    for _ in range(2):
        jobs.tell_holders(line.pk)

    message = Message.objects.get()
    assert message.person_id == officer.person_id
    assert message.title == f"“{case.label}”快到期限"
    assert "“县级推荐”要在 7 月 6 日 12:00 前办完" in message.body
    assert message.url == f"/desk/inbox/?open={case.pk}"


def test_what_is_late_is_said_to_be(case, officer, now):
    line = told("lapse", now + A_WEEK)

    assert actions.tell_holders(line, by=FLOW, now=now + A_WEEK) == 1
    assert "已经逾期" in Message.objects.get().title


def test_nobody_is_reminded_of_what_was_decided_or_passed_on_meanwhile(case, officer, now):
    line = told("remind", now + timedelta(hours=25))
    Case.objects.update(seat="officer@place:elsewhere")

    assert actions.tell_holders(line, by=FLOW, now=now) == 0


def test_what_is_owed_about_other_things_tells_nobody_yet(make, now):
    make.obligation()
    line = told("lapse", now + A_WEEK)

    assert actions.tell_holders(line, by=FLOW, now=now) == 0
