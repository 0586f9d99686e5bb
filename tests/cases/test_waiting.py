"""What happens to a case while it waits: people leave and come, more time is granted."""

from datetime import timedelta

import pytest

from kepu.access import actions as access
from kepu.access.models import Appointment
from kepu.cases import actions, jobs, queries
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.obligations import actions as obligations
from kepu.obligations.models import Obligation
from kepu.rulebook.spec import Due

pytestmark = pytest.mark.django_db
FLOW, SETUP = Actor.machine("flow"), Actor.machine("setup")
DAY = timedelta(days=1)


def dismiss(actor, now):
    appointment = Appointment.objects.get(pk=actor.appointment_id)
    access.dismiss(appointment, by=SETUP, now=now, why="调离")


def test_the_cases_of_who_leaves_fall_upwards(make, now):
    county, city = make.actor("officer"), make.actor("officer", over=make.place("郑州市"))
    case = make.case()
    dismiss(county, now)

    jobs.reseat(line=0)
    jobs.reseat(line=0)

    case.refresh_from_db()
    assert list(queries.inbox(city)) == [case]
    assert case.says == "新郑市科协管理员暂缺，转由郑州市科协管理员办理"
    line = Line.objects.get(verb="case.reseat")
    assert (line.facts["before"], line.machine) == ("新郑市科协管理员", "flow")


def test_the_cases_of_a_seat_where_a_colleague_is_left_stay(make, now):
    leaver, _ = make.actor("officer"), make.actor("officer")
    make.case()
    dismiss(leaver, now)

    jobs.reseat(line=0)

    assert queries.misplaced(now) == []
    assert not Line.objects.filter(verb="case.reseat").exists()


def test_a_case_moves_when_only_who_handed_it_in_is_left(make, now):
    person = make.person()
    make.actor("officer", person=person)
    leaver = make.actor("officer")
    city = make.actor("officer", over=make.place("郑州市"))
    case = make.case(applicant_id=person.pk)
    dismiss(leaver, now)

    jobs.reseat_by_clock(timestamp=0)

    assert list(queries.inbox(city)) == [case]


def test_a_case_that_nobody_could_take_goes_down_to_who_comes(make, now):
    case = make.case()
    assert case.vacant
    officer = make.actor("officer")

    jobs.reseat(line=0)

    case.refresh_from_db()
    assert not case.vacant
    assert list(queries.inbox(officer)) == [case]


def test_a_case_that_is_held_is_left_alone(make, now):
    make.actor("officer", over=make.place("郑州市"))
    case = make.case()
    make.actor("officer")

    assert actions.reseat(case.pk, by=FLOW, now=now).seat_label == "郑州市科协管理员"


def test_a_case_still_without_anybody_is_left_as_it_is(make, now):
    case = make.case()

    actions.reseat(case.pk, by=FLOW, now=now)

    assert not Line.objects.filter(verb="case.reseat").exists()


def test_a_finished_case_is_left_alone(make, now):
    case = make.case(make.step("auto", "check"))
    case = actions.settle_check(case.pk, passed=True, by=Actor.machine("checks"), now=now)

    assert actions.reseat(case.pk, by=FLOW, now=now).state == "passed"


def test_a_step_with_a_due_time_runs_a_clock(make, now):
    officer = make.actor("officer")
    case = make.case(make.step(due=Due(hours=24)), make.step("second"))

    obligation = Obligation.objects.get()
    assert (case.due_at, obligation.due_at) == (now + DAY, now + DAY)
    assert (obligation.seat, obligation.kind) == (case.seat, "case")

    case = actions.decide(case.pk, make.answer(case), by=officer, now=now + 2 * DAY)

    obligation.refresh_from_db()
    assert (obligation.state, case.due_at) == ("met", None)
    assert Line.objects.get(verb="obligation.meet").facts["late"]


def test_taking_back_drops_the_clock(make, now):
    clerk = make.actor("clerk")
    make.actor("officer")
    case = make.case(make.step(due=Due(hours=24)))

    actions.withdraw(case.pk, by=clerk, now=now)

    assert Obligation.objects.get().state == "dropped"


def test_the_clock_follows_to_another_seat(make, now):
    county = make.actor("officer")
    make.actor("officer", over=make.place("郑州市"))
    case = make.case(make.step(due=Due(hours=24)))
    dismiss(county, now)

    case = actions.reseat(case.pk, by=FLOW, now=now)

    latest = Obligation.objects.get(state="open")
    assert (latest.seat, latest.due_at) == (case.seat, now + DAY)


def test_more_time_for_the_obligation_is_more_time_for_the_case(make, now):
    make.actor("officer")
    city = make.actor("officer", over=make.place("郑州市"))
    case = make.case(make.step(due=Due(hours=24)))

    until = now + 3 * DAY
    obligations.extend(Obligation.objects.get().pk, until=until, reason="汛期", by=city, now=now)

    case.refresh_from_db()
    assert (case.due_at, case.ranked_at) == (until, until)
    line = Line.objects.get(verb="case.extend")
    assert (line.subject_kind, line.because_of.verb) == ("matter", "obligation.extend")
