"""Who may appoint whom, where; and how an appointment ends."""

from datetime import timedelta

import pytest

from kepu.access import actions
from kepu.access.actions import (
    AlreadyAppointed,
    AppointmentOver,
    MayNotAppoint,
    NotYourself,
    WrongScope,
)
from kepu.access.duties import DUTIES, gives
from kepu.access.jurisdiction import NotYours
from kepu.access.models import Appointment
from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.journal.models import Line

LATER = timedelta(days=1)


@pytest.fixture
def clerk_in(make):
    """Try to have ``by`` make somebody a clerk of an organisation."""

    def appoint(org, *, by):
        return actions.appoint(
            make.person().pk, "clerk", of_org_id=org.pk, org_id=org.pk, by=by, now=make.NOON
        )

    return appoint


@pytest.mark.parametrize("duty", ["officer", "administrator"])
def test_who_appoints_clerks_does_so_within_reach(make, province, clerk_in, duty):
    actor = make.actor(duty, over=make.place("郑州市"))

    made = clerk_in(make.org(place=make.place("新郑市")), by=actor)

    line = Line.objects.get(verb="appointment.make", subject_id=str(made.pk))
    assert (line.person_id, line.facts["duty"]) == (actor.person_id, "clerk")


@pytest.mark.parametrize("duty", ["officer", "administrator"])
def test_an_organisation_elsewhere_is_out_of_reach(make, province, clerk_in, duty):
    actor = make.actor(duty, over=make.place("洛阳市"))

    with pytest.raises(NotYours):
        clerk_in(make.org(place=make.place("新郑市")), by=actor)


@pytest.mark.parametrize("duty", DUTIES)
def test_a_duty_gives_only_what_its_row_says(make, province, duty):
    actor, org = make.actor(duty), make.org()
    others = set(DUTIES) - gives(duty)

    for other in others:
        with pytest.raises(MayNotAppoint, match=DUTIES[other].label):
            actions.appoint(
                make.person().pk, other, of_org_id=org.pk, by=actor, now=make.NOON,
                **{_key(other): _value(other, org, make)},
            )  # fmt: skip


def _key(duty):
    return f"{max(DUTIES[duty].scopes).value}_id"


def _value(duty, org, make):
    values = {"system_id": org.pk, "org_id": org.pk, "place_id": make.place().pk}
    return values.get(_key(duty)) or make.person().pk


def test_a_county_administrator_makes_no_officer_of_the_city(make, province):
    county = make.actor("administrator", over=make.place("新郑市"))
    mine = make.org(place=make.place("新郑市"))

    with pytest.raises(NotYours):
        actions.appoint(
            make.person().pk, "officer", of_org_id=mine.pk, by=county, now=make.NOON,
            place_id=make.place("郑州市").pk,
        )  # fmt: skip


def test_nobody_is_seated_in_an_organisation_out_of_reach(make, province):
    county = make.actor("administrator", over=make.place("新郑市"))
    theirs = make.org(place=make.place("郑州市"))

    with pytest.raises(NotYours):
        actions.appoint(
            make.person().pk, "officer", of_org_id=theirs.pk, by=county, now=make.NOON,
            place_id=make.place("新郑市").pk,
        )  # fmt: skip


def test_an_operator_calls_experts_into_the_campaign_and_no_other(make, province):
    mine, theirs = make.campaign(), uuid7()
    operator, seat = make.actor("operator", over=mine), make.org(place=make.place("洛阳市"))
    expert = {"duty": "expert", "of_org_id": seat.pk, "by": operator, "now": make.NOON}

    made = actions.appoint(make.person().pk, campaign_id=mine.pk, **expert)

    assert made.campaign_id == mine.pk
    with pytest.raises(NotYours):
        actions.appoint(make.person().pk, campaign_id=theirs, **expert)


def test_a_duty_takes_only_its_kinds_of_scope(make, province):
    org = make.org()

    with pytest.raises(WrongScope, match="经办人不能按“辖区”任命"):
        actions.appoint(
            make.person().pk, "clerk", of_org_id=org.pk, place_id=org.place_id,
            by=Actor.machine("setup"), now=make.NOON,
        )  # fmt: skip


def test_the_same_duty_is_not_given_twice(make, province):
    first = make.appointment("officer", over=make.place("洛阳市"))

    with pytest.raises(AlreadyAppointed, match="已经是这个范围的科协管理员"):
        make.appointment("officer", over=make.place("洛阳市"), person=first.person)


def test_it_may_be_given_again_when_it_is_over(make, province):
    first = make.appointment("officer", over=make.place("洛阳市"))
    setup = Actor.machine("setup")
    actions.dismiss(first, by=setup, now=make.NOON + LATER, why="调离")

    again = make.appointment(
        "officer", over=make.place("洛阳市"), person=first.person, now=make.NOON + 2 * LATER
    )

    assert [one.holds(make.NOON + 3 * LATER) for one in Appointment.objects.order_by("starts_at")] \
        == [False, True]  # fmt: skip
    assert again.pk != first.pk


def test_an_appointment_may_have_its_end_from_the_start(make, province):
    org = make.org()
    made = actions.appoint(
        make.person().pk, "clerk", of_org_id=org.pk, org_id=org.pk, by=Actor.machine("setup"),
        now=make.NOON, until=make.NOON + LATER,
    )  # fmt: skip

    held = [made.holds(make.NOON + hours * timedelta(hours=1)) for hours in (-1, 0, 23, 24)]

    assert held == [False, True, True, False]


def test_dismissing_says_why_in_the_journal(make, province):
    boss = make.actor("administrator", over=make.place("郑州市"))
    clerk = make.appointment("clerk", over=make.org())

    ended = actions.dismiss(clerk, by=boss, now=make.NOON + LATER, why="调离")

    line = Line.objects.get(verb="appointment.end")
    assert (ended.ends_at, line.why) == (make.NOON + LATER, "调离")
    with pytest.raises(AppointmentOver):
        actions.dismiss(clerk, by=boss, now=make.NOON + LATER, why="再来一次")


def test_nobody_dismisses_themselves(make, province):
    mine = make.appointment("administrator", over=make.place("郑州市"))

    with pytest.raises(NotYourself):
        actions.dismiss(mine, by=_as_actor(mine), now=make.NOON, why="累了")


def test_a_neighbour_and_an_officer_do_not_dismiss_an_officer(make, province):
    officer = make.appointment("officer", over=make.place("洛阳市"))
    neighbour = make.actor("administrator", over=make.place("郑州市"))
    above = make.actor("officer", over=province)

    for actor, refusal in ((neighbour, NotYours), (above, MayNotAppoint)):
        with pytest.raises(refusal):
            actions.dismiss(officer, by=actor, now=make.NOON, why="越权")


def _as_actor(appointment):
    from kepu.access.queries import actor_of

    return actor_of(appointment)
