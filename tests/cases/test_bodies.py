"""Whose turn it is: the six body rules, and what happens where nobody is."""

import pytest

from kepu.cases import actions, queries
from kepu.cases.seats import office_seats
from kepu.core.actor import Actor
from kepu.core.ids import uuid7
from kepu.orgs.models import Kind

pytestmark = pytest.mark.django_db
FLOW = Actor.machine("flow")


@pytest.fixture
def henan(make, province):
    return make.org("河南省科学技术协会", kind=Kind.PROVINCE_CAST, place=province)


def seat(case):
    return case.seat_label, case.says, case.vacant


@pytest.mark.parametrize(
    ("place", "level", "seated"),
    [
        ("薛店镇", "county", "新郑市"),
        ("新郑市", "county", "新郑市"),
        ("薛店镇", "city", "郑州市"),
        ("薛店镇", "township", "薛店镇"),
        ("郑州市", "county", "郑州市"),  # nothing of that level above: the next one up
        ("济源市", "county", "济源市"),  # a county by code that is managed as a city
        ("济源市", "city", "济源市"),
        ("新郑市", "province", "河南省"),
    ],
)
def test_an_ancestor_is_the_nearest_place_at_the_level_or_above(make, place, level, seated):
    for name in ("薛店镇", "新郑市", "郑州市", "济源市", "河南省"):
        make.actor("officer", over=make.place(name))
    step = make.step(rule="ancestor", level=level, duty="officer")

    case = make.case(step, place=make.place(place))

    assert seat(case) == (f"{seated}科协管理员", "", False)


def test_a_vacancy_falls_upwards_and_says_so(make):
    city = make.actor("officer", over=make.place("郑州市"))

    case = make.case(make.step())

    says = "新郑市科协管理员暂缺，转由郑州市科协管理员办理"
    assert seat(case) == ("郑州市科协管理员", says, False)
    assert list(queries.inbox(city)) == [case]


def test_with_no_ancestor_the_host_decides(make, henan):
    host = make.actor("officer", over=henan)
    away = make.subject(place=make.place("栾川县"), host_id=henan.pk)

    case = actions.open(away, [make.step()], by=FLOW, now=make.NOON)

    assert case.says == "栾川县科协管理员暂缺，转由河南省科学技术协会（科协管理员）办理"
    assert list(queries.inbox(host)) == [case]


def test_where_nobody_is_at_all_it_waits_at_the_host_and_asks_for_an_appointment(make, henan):
    case = make.case(make.step(), host=henan)

    assert case.vacant
    assert case.says.endswith("请系统管理员任命河南省科学技术协会（科协管理员）")
    assert list(queries.vacant()) == [case]
    assert list(queries.inbox(make.actor("officer", over=henan))) == [case]


def test_a_host_with_nobody_is_named_as_it_is(make, henan):
    case = make.case(make.step("final", rule="host", duty="officer"), host=henan)

    assert case.says == "河南省科学技术协会（科协管理员）暂缺，请系统管理员任命"


def test_without_a_host_it_waits_at_the_top_of_its_places(make):
    case = make.case(make.step())

    assert (case.seat_label, case.vacant) == ("河南省科协管理员", True)


def test_the_only_officer_who_handed_it_in_counts_as_absent(make):
    person = make.person()
    make.actor("officer", person=person)
    city = make.actor("officer", over=make.place("郑州市"))

    case = make.case(make.step(), applicant_id=person.pk)

    assert list(queries.inbox(city)) == [case]


def test_the_host_is_who_sits_in_its_organisation_by_whatever_scope(make, henan, province):
    by_place = make.actor("officer", over=province, of_org=henan)
    by_org = make.actor("officer", over=henan)
    by_system = make.actor("officer", system=henan)
    step = make.step("final", "decision", rule="host", duty="officer")

    case = make.case(step, host=henan)

    for actor in (by_place, by_org, by_system):
        assert list(queries.inbox(actor)) == [case]
    assert not queries.inbox(make.actor("officer", over=make.org("别处"))).exists()


def test_the_operator_is_who_is_appointed_in_this_campaign(make, henan):
    campaign, other = uuid7(), uuid7()
    operator = make.actor("operator", over=campaign)
    elsewhere = make.actor("operator", over=other)
    step = make.step("push", "decision", rule="operator", duty="operator")

    case = make.case(step, host=henan, campaign_id=campaign)

    assert seat(case) == ("本活动承办人员", "", False)
    assert list(queries.inbox(operator)) == [case]
    assert not queries.inbox(elsewhere).exists()


def test_the_operators_organisation_acts_where_the_duty_is_held_there(make, henan):
    cnki = make.org("承办单位", kind=Kind.ENTERPRISE, place=make.place("河南省"))
    officer = make.actor("officer", over=cnki)
    step = make.step("push", "decision", rule="operator", duty="officer")

    case = make.case(step, host=henan, operator_id=cnki.pk, campaign_id=uuid7())

    assert list(queries.inbox(officer)) == [case]


def test_one_expert_decides(make, henan):
    campaign = uuid7()
    expert = make.actor("expert", over=campaign)
    step = make.step("panel", "panel", rule="operator", duty="expert", marks=1)

    case = make.case(step, host=henan, campaign_id=campaign)

    assert seat(case) == ("本活动评审专家", "", False)
    assert actions.decide(case.pk, make.answer(case), by=expert, now=make.NOON).state == "passed"


def test_a_panel_without_experts_falls_to_the_host_and_says_so(make, henan):
    host = make.actor("officer", over=henan)
    step = make.step("panel", "panel", rule="operator", duty="expert", marks=1)

    case = make.case(step, host=henan, campaign_id=uuid7())

    assert case.says == "本活动评审专家暂缺，转由河南省科学技术协会（科协管理员）办理"
    assert list(queries.inbox(host)) == [case]


@pytest.mark.parametrize(
    ("kind", "marks", "says"),
    [
        ("panel", 3, "“会评”要 3 位专家，暂由主办单位审核决定"),
        ("selection", 1, "“会评”暂由主办单位审核决定"),
        ("notice", 1, "“会评”暂由主办单位审核决定"),
        ("seal", 1, "“会评”暂由主办单位审核决定"),
    ],
)
def test_a_step_that_has_no_page_yet_is_decided_by_the_host(make, henan, kind, marks, says):
    host = make.actor("officer", over=henan)
    step = make.step("meeting", kind, label="会评", rule="host", duty="expert", marks=marks)

    case = make.case(step, host=henan, campaign_id=uuid7())

    assert case.says == says
    assert list(queries.inbox(host)) == [case]


def test_the_recommender_acts_else_who_is_above_it_in_its_system(make, henan):
    society = make.org("河南省某学会", kind=Kind.PROVINCE_SOCIETY, parent=henan)
    above = make.actor("officer", system=henan)
    step = make.step("recommend", rule="recommender")

    first = make.case(step, recommender_id=society.pk)
    officer = make.actor("officer", system=society)
    second = make.case(step, recommender_id=society.pk)

    assert first.says == "河南省某学会（科协管理员）暂缺，转由河南省科学技术协会（科协管理员）办理"
    assert list(queries.inbox(above)) == [first]
    assert list(queries.inbox(officer)) == [second]


def test_without_a_recommender_the_host_acts_and_it_is_said(make, henan):
    make.actor("officer", over=henan)
    step = make.step("recommend", rule="recommender", label="推荐单位意见")

    case = make.case(step, host=henan)

    host = "河南省科学技术协会（科协管理员）"
    assert seat(case) == (host, f"“推荐单位意见”没有对应的办理单位，由{host}办理", False)


def test_works_of_some_kinds_go_to_the_organisation_that_the_notice_names(make, henan):
    office = make.org("高校工作办公室", kind=Kind.GOVERNMENT, parent=henan)
    officer = make.actor("officer", over=office)
    make.actor("officer", over=henan)
    step = make.step(
        "by-kind", rule="kind", org_kinds=["university-cast"], org=office.name, duty="officer"
    )
    university = make.org("某大学科协", kind=Kind.UNIVERSITY_CAST)

    theirs = make.case(step, host=henan, org_id=university.pk)
    others = make.case(step, host=henan, org_id=make.org("某医院", kind=Kind.HOSPITAL).pk)

    assert list(queries.inbox(officer)) == [theirs]
    assert others.says.startswith("“by-kind”没有对应的办理单位")


def test_the_applicant_confirms_their_own(make, now):
    clerk = make.actor("clerk")
    step = make.step("confirm", "decision", rule="applicant")
    subject = make.subject(org_id=clerk.org_id, applicant_id=clerk.person_id)

    case = actions.open(subject, [step], by=clerk, now=now)

    assert list(queries.inbox(clerk)) == [case]
    assert actions.decide(case.pk, make.answer(case), by=clerk, now=now).state == "passed"


def test_an_applicant_without_an_organisation_acts_alone(make, now):
    person = make.person()
    step = make.step("confirm", "decision", rule="applicant")

    case = actions.open(make.subject(applicant_id=person.pk), [step], by=FLOW, now=now)

    assert case.seat_label == "报送人"
    assert list(queries.inbox(Actor(person_id=person.pk))) == [case]


def test_a_duty_that_decides_nothing_is_no_answer(make, henan):
    make.actor("officer", over=henan)
    step = make.step(rule="ancestor", level="county", duty="clerk", label="确认")

    case = make.case(step, host=henan)

    assert case.says.startswith("“确认”没有对应的办理单位，由河南省科学技术协会")


def test_machines_sit_on_seats_of_their_own():
    assert office_seats(Actor.machine("checks")) == ["machine:checks"]


def test_rows_are_named_by_what_they_are(make, now):
    officer = make.actor("officer")
    case = make.case(make.step(label="县级推荐"), label="雷雨来临前")
    actions.decide(case.pk, make.answer(case), by=officer, now=now)

    assert [str(row) for row in (case, case.steps.get(), case.decisions.get())] == [
        "雷雨来临前", "县级推荐", "县级推荐 通过",
    ]  # fmt: skip
