"""An inbox is exactly what one may decide; history in words; the course; the index is used."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from kepu.access.duties import DUTIES
from kepu.cases import actions, queries
from kepu.cases.life import State
from kepu.cases.models import Case
from kepu.cases.seats import own_seats
from kepu.core.actor import NOBODY, Actor
from kepu.core.errors import Refused
from kepu.core.ids import uuid7
from kepu.rulebook.spec import Due

pytestmark = pytest.mark.django_db
FLOW = Actor.machine("flow")


def would_decide(actor, case, make, now):
    try:
        with transaction.atomic():
            actions.decide(case.pk, make.answer(case), by=actor, now=now)
            transaction.set_rollback(True)
    except Refused:
        return False
    return True


def steps_of_every_kind(make):
    return [
        make.step(),
        make.step(rule="ancestor", level="city", duty="officer"),
        make.step("host", rule="host", duty="officer"),
        make.step("operator", rule="operator", duty="operator"),
        make.step("panel", "panel", rule="operator", duty="expert"),
        make.step("recommend", rule="recommender"),
        make.step("confirm", rule="applicant"),
        make.step("auto", "check"),
    ]


@pytest.fixture
def country(make):
    """Give people of every duty and scope, and cases at every kind of seat and in every state."""
    campaign, other = uuid7(), uuid7()
    henan = make.org("河南省科学技术协会", place=make.place("河南省"))
    society = make.org("河南省某学会", parent=henan)
    clerk, both = make.actor("clerk"), make.person()
    colleague = make.actor("officer")
    actors = [
        clerk,
        make.actor("clerk", person=both),
        make.actor("officer", person=both),
        make.actor("officer", over=make.place("郑州市")),
        make.actor("officer", over=make.place("栾川县")),
        make.actor("officer", over=make.place("河南省"), of_org=henan),
        make.actor("officer", system=society),
        make.actor("officer", over=society),
        make.actor("operator", over=campaign, of_org=henan),
        make.actor("operator", over=other, of_org=henan),
        make.actor("expert", over=campaign),
        make.actor("administrator", over=make.place("河南省")),
        Actor(person_id=both.pk),
        NOBODY,
    ]
    of_campaign = {"host_id": henan.pk, "campaign_id": campaign, "recommender_id": society.pk}
    steps = steps_of_every_kind(make)
    handed_in = {"org_id": clerk.org_id, "applicant_id": both.pk}
    cases = [make.case(step, **of_campaign) for step in steps]
    cases += [make.case(step, **of_campaign, **handed_in) for step in steps]
    back, gone = make.case(**handed_in), make.case(**of_campaign)
    sent = make.answer(back, "send_back", items=["a"])
    cases += [actions.decide(back.pk, sent, by=colleague, now=make.NOON)]
    cases += [actions.decide(gone.pk, make.answer(gone), by=colleague, now=make.NOON)]
    return [*actors, colleague], cases


def test_the_inbox_holds_exactly_the_cases_that_decide_would_not_refuse(make, now, country):
    actors, cases = country

    assert {actor.duty for actor in actors} == {*DUTIES, ""}
    for actor in actors:
        found = set(queries.inbox(actor))
        assert found == {case for case in cases if would_decide(actor, case, make, now)}
        assert found == {case for case in cases if queries.may_decide(actor, case)}


def test_the_seats_of_an_actor_hold_the_inbox_and_what_came_back(country):
    actors, cases = country
    returned = [case for case in cases if case.state == State.RETURNED]

    for actor in actors:
        by_seat = [case for seat in queries.by_seat(actor) for case in seat]
        assert len(by_seat) == len(set(by_seat))
        back = [case for case in returned if case.seat in own_seats(actor)]
        assert set(by_seat) == {*queries.inbox(actor), *back}


def test_history_tells_what_happened_in_words_newest_first(make, now):
    officer = make.actor("officer", person=make.person("沈未央"))
    clerk = make.actor("clerk", person=make.person("何青禾"))
    subject = make.subject(org_id=clerk.org_id)
    case = actions.open(subject, [make.step(label="县级推荐")], by=clerk, now=now)
    back = make.answer(case, "send_back", items=["film"], labels=["成片"], comment="请补字幕")
    actions.decide(case.pk, back, by=officer, now=now)

    latest, first = queries.history("matter", case.subject_id)

    assert (first.label, first.who) == ("报送，进入县级推荐", "何青禾")
    assert (latest.label, latest.who) == ("县级推荐：退回修改", "沈未央")
    assert (list(latest.items), latest.comment) == (["成片"], "请补字幕")


def test_the_course_says_what_is_done_whose_turn_it_is_and_what_is_to_come(make, now):
    officer, city = make.actor("officer"), make.actor("officer", over=make.place("郑州市"))
    second = make.step("city", rule="ancestor", level="city", duty="officer", label="市级推荐")
    case = make.case(make.step(label="县级推荐"), second, make.step("last", label="终审"))
    case = actions.decide(case.pk, make.answer(case), by=officer, now=now)

    told = [(stop.name, stop.fact, stop.state) for stop in queries.course(case, city)]

    assert told == [
        ("县级推荐", "7 月 4 日", "done"),
        ("市级推荐", "轮到你", "now"),
        ("终审", "", ""),
    ]
    assert queries.course(case, officer)[1].fact == "郑州市科协管理员"


def test_the_course_of_a_finished_case_says_how_it_ended(make, now):
    officer = make.actor("officer")
    case = make.case()
    refused = make.answer(case, "refuse", comment="不是科普")
    case = actions.decide(case.pk, refused, by=officer, now=now)

    assert queries.course(case, officer)[0].fact == "未通过"


def test_a_subject_shows_its_latest_case(make, now):
    subject = make.subject()
    assert queries.case_of("matter", subject.id) is None
    first = actions.open(subject, [make.step()], by=FLOW, now=now)
    actions.withdraw(first.pk, by=make.actor("clerk"), now=now)

    later = now + timedelta(hours=1)
    second = actions.open(subject, [make.step()], by=FLOW, now=later)

    assert queries.case_of("matter", subject.id) == second


def test_the_most_urgent_are_the_first_of_all_seats(make, now):
    officer = make.actor("officer")
    at_place = make.case()
    host = make.step("host", rule="host", duty="officer")
    in_org = make.case(host, host_id=officer.org_id, now=now + timedelta(hours=1))
    urgent = make.case(make.step("urgent", due=Due(hours=1)), now=now + timedelta(hours=2))

    assert queries.most_urgent(officer, 9) == [urgent, at_place, in_org]
    assert queries.most_urgent(officer, 2) == [urgent, at_place]
    assert queries.most_urgent(NOBODY, 2) == []


def test_nobody_has_the_name_of_the_platform(make):
    assert queries.name_of(None) == "平台"


def test_a_page_of_a_full_inbox_reads_one_range_of_an_index(make, now):
    actor = make.actor("officer")
    one = make.case()
    fields = {f.attname: getattr(one, f.attname) for f in Case._meta.fields}
    Case.objects.bulk_create(
        Case(**{**fields, "id": uuid7(), "subject_id": str(number)}) for number in range(3_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case")

    for order, index in (("ranked_at", "case_due"), ("since", "case_since")):
        page = queries.by_seat(actor)[0].order_by(order, "pk")[:51]
        plan = page.explain()
        assert f"using {index}" in plan
        assert "Sort" not in plan
