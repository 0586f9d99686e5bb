"""What can be done to cases, by whom, and what the journal says of it."""

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.access.lives import WrongState
from kepu.cases import actions, queries
from kepu.cases.life import State
from kepu.cases.models import Case, Decision
from kepu.core.actor import NOBODY, Actor
from kepu.core.errors import ChangedMeanwhile
from kepu.journal.models import Line

CHECKS, FLOW = Actor.machine("checks"), Actor.machine("flow")

pytestmark = pytest.mark.django_db


def verbs():
    return list(
        Line.objects.filter(verb__startswith="case.").order_by("pk").values_list("verb", flat=True)
    )


def way(make):
    """Check, county, then the host."""
    return (
        make.step("auto", "check"),
        make.step("county"),
        make.step("final", "decision", rule="host", duty="officer"),
    )


def test_a_case_goes_through_its_steps_and_passes(make, now):
    county = make.actor("officer", over=make.place("新郑市"))
    henan = make.org("河南省科学技术协会", place=make.place("河南省"))
    host = make.actor("officer", over=make.place("河南省"), of_org=henan)
    case = make.case(*way(make), host=henan)

    case = actions.settle_check(case.pk, passed=True, says="符合 5 项", by=CHECKS, now=now)
    case = actions.decide(case.pk, make.answer(case), by=county, now=now)
    case = actions.decide(case.pk, make.answer(case), by=host, now=now)

    assert case.state == State.PASSED
    assert verbs() == ["case.open", "case.advance", "case.advance", "case.let_pass"]
    assert [step.left_at for step in case.steps.all()] == [now, now, now]


def test_lines_are_written_on_the_subject_with_the_case_among_the_facts(make, now):
    officer = make.actor("officer")
    case = make.case()

    actions.decide(case.pk, make.answer(case, comment="很好"), by=officer, now=now)

    line = Line.objects.get(verb="case.let_pass")
    assert (line.subject_kind, line.subject_id) == ("matter", case.subject_id)
    assert (line.facts["case"], line.facts["step"], line.why) == (str(case.pk), "county", "很好")


def test_a_case_returned_twice_comes_back_to_the_same_seat_and_passes(make, now):
    officer = make.actor("officer")
    clerk = make.actor("clerk")
    subject = make.subject(applicant_id=clerk.person_id, org_id=clerk.org_id)
    case = actions.open(subject, [make.step()], by=clerk, now=now)

    for _ in range(2):
        back = make.answer(case, "send_back", items=["slot:film"], comment="请补字幕")
        case = actions.decide(case.pk, back, by=officer, now=now)
        assert case.state == State.RETURNED
        assert queries.most_urgent(clerk, 1) == [case]
        assert not queries.inbox(officer).exists()
        case = actions.resubmit(subject, by=clerk, now=now)
    case = actions.decide(case.pk, make.answer(case), by=officer, now=now)

    assert (case.state, case.round) == (State.PASSED, 3)
    assert verbs() == ["case.open", *["case.send_back", "case.resubmit"] * 2, "case.let_pass"]
    assert [d.outcome for d in Decision.objects.order_by("pk")] == ["send_back"] * 2 + ["let_pass"]


def test_a_refusal_closes_the_case_and_says_why(make, now):
    officer = make.actor("officer")
    case = make.case()

    case = actions.decide(
        case.pk, make.answer(case, "refuse", comment="不是科普"), by=officer, now=now
    )

    assert (case.state, case.closed_at, case.seat) == (State.REFUSED, now, "")


@pytest.mark.parametrize(
    ("outcome", "refusal"),
    [("send_back", actions.NothingToMend), ("refuse", actions.WhyMissing)],
)
def test_sending_back_names_items_and_refusing_says_why(make, now, outcome, refusal):
    officer = make.actor("officer")
    case = make.case()

    with pytest.raises(refusal):
        actions.decide(case.pk, make.answer(case, outcome), by=officer, now=now)


def test_nobody_decides_what_they_handed_in(make, now):
    person = make.person()
    officer = make.actor("officer", person=person)
    colleague = make.actor("officer")
    clerk = make.actor("clerk", person=person)
    subject = make.subject(applicant_id=person.pk, org_id=clerk.org_id)
    case = actions.open(subject, [make.step()], by=clerk, now=now)

    with pytest.raises(NotYours):
        actions.decide(case.pk, make.answer(case), by=officer, now=now)

    assert not queries.inbox(officer).exists()
    assert list(queries.inbox(colleague)) == [case]


def test_who_hands_in_again_for_another_may_not_decide_either(make, now):
    officer = make.actor("officer")
    person = make.person()
    both = make.actor("officer", person=person)
    clerk = make.actor("clerk", person=person)
    subject = make.subject(org_id=clerk.org_id)
    case = actions.open(subject, [make.step()], by=FLOW, now=now)
    assert queries.inbox(both).exists()

    actions.decide(case.pk, make.answer(case, "send_back", items=["a"]), by=officer, now=now)
    actions.resubmit(subject, by=clerk, now=now)

    assert not queries.inbox(both).exists()


def test_an_officer_of_the_next_county_may_not_decide(make, now):
    neighbour = make.actor("officer", over=make.place("栾川县"))
    make.actor("officer")
    case = make.case()

    with pytest.raises(NotYours):
        actions.decide(case.pk, make.answer(case), by=neighbour, now=now)


def test_the_second_to_press_is_told_who_was_first(make, now):
    first, second = make.actor("officer", person=make.person("甲")), make.actor("officer")
    case = make.case()
    actions.decide(case.pk, make.answer(case), by=first, now=now)

    with pytest.raises(actions.DecidedMeanwhile, match="刚刚已由甲办理（通过）"):
        actions.decide(case.pk, make.answer(case), by=second, now=now)


def test_an_old_page_does_not_decide_a_later_turn(make, now):
    officer = make.actor("officer")
    case = make.case(make.step("one"), make.step("two"))
    answer = make.answer(case)
    actions.decide(case.pk, answer, by=officer, now=now)

    with pytest.raises(actions.DecidedMeanwhile, match="刚刚已由你办理（通过）"):
        actions.decide(case.pk, answer, by=officer, now=now)


def test_a_case_withdrawn_meanwhile_is_said(make, now):
    officer, clerk = make.actor("officer"), make.actor("clerk")
    case = make.case(make.step("auto", "check"), make.step())
    answer = make.answer(case)
    actions.settle_check(case.pk, passed=True, by=CHECKS, now=now)

    with pytest.raises(ChangedMeanwhile):
        actions.decide(case.pk, answer, by=officer, now=now)

    case = actions.withdraw(case.pk, by=clerk, now=now)
    with pytest.raises(ChangedMeanwhile):
        actions.decide(case.pk, make.answer(case), by=officer, now=now)
    with pytest.raises(WrongState, match="现在是“已撤回”，不能撤回"):
        actions.withdraw(case.pk, by=clerk, now=now)


def test_a_check_that_failed_is_shown_to_whoever_decides_next(make, now):
    make.actor("officer")
    case = make.case(make.step("auto", "check"), make.step())

    case = actions.settle_check(case.pk, passed=False, says="1 项不符合", by=CHECKS, now=now)

    line = Line.objects.get(verb="case.advance")
    assert (case.at, line.facts["passed"], line.why) == (1, False, "1 项不符合")


@pytest.mark.parametrize(("passed", "state"), [(True, State.PASSED), (False, State.RETURNED)])
def test_a_check_alone_lets_pass_or_sends_back(make, now, passed, state):
    case = make.case(make.step("auto", "check"))

    assert actions.settle_check(case.pk, passed=passed, by=CHECKS, now=now).state == state


def test_a_check_settled_twice_changes_nothing_more(make, now):
    make.actor("officer")
    case = make.case(make.step("auto", "check"), make.step())
    actions.settle_check(case.pk, passed=True, by=CHECKS, now=now)

    assert actions.settle_check(case.pk, passed=False, by=CHECKS, now=now).at == 1
    assert verbs() == ["case.open", "case.advance"]


def test_a_case_without_steps_is_decided_by_the_host(make, now):
    henan = make.org("河南省科学技术协会", place=make.place("河南省"))
    host = make.actor("officer", over=make.place("河南省"), of_org=henan)

    case = actions.open(make.subject(host_id=henan.pk), [], by=FLOW, now=now)

    assert list(queries.inbox(host)) == [case]


def test_a_subject_has_one_open_case_at_a_time(make, now):
    subject = make.subject()
    actions.open(subject, [make.step()], by=FLOW, now=now)

    with pytest.raises(actions.AlreadyOpen):
        actions.open(subject, [make.step()], by=FLOW, now=now)


def test_only_what_was_returned_comes_back(make, now):
    with pytest.raises(actions.NoCase):
        actions.resubmit(make.subject(), by=FLOW, now=now)


@pytest.mark.parametrize("act", ["open", "resubmit", "settle_check", "withdraw", "reseat"])
def test_without_the_duty_nothing_happens(make, now, act):
    case = make.case()
    calls = {
        "open": lambda by: actions.open(make.subject(), [make.step()], by=by, now=now),
        "resubmit": lambda by: actions.resubmit(make.subject(), by=by, now=now),
        "settle_check": lambda by: actions.settle_check(case.pk, passed=True, by=by, now=now),
        "withdraw": lambda by: actions.withdraw(case.pk, by=by, now=now),
        "reseat": lambda by: actions.reseat(case.pk, by=by, now=now),
    }

    with pytest.raises(NotYours):
        calls[act](NOBODY)

    assert Case.objects.get().state == State.WAITING


def test_an_expert_lets_works_pass_one_by_one(make, now):
    campaign = make.campaign()
    expert = make.actor("expert", over=campaign)
    panel = make.step("panel", "panel", rule="operator", duty="expert", marks=1)
    case = make.case(panel, campaign_id=campaign.pk, host=campaign.host)

    with pytest.raises(actions.OneByOne):
        actions.pass_all({case.pk: case.turn}, by=expert, now=now)

    assert actions.decide(case.pk, make.answer(case), by=expert, now=now).state == "passed"


def test_of_many_those_that_can_pass_do_and_the_others_say_why(make, now):
    officer = make.actor("officer")
    good, gone = make.case(), make.case(make.step("one"), make.step("two"))
    turns = {case.pk: case.turn for case in (good, gone)}
    actions.decide(gone.pk, make.answer(gone), by=officer, now=now)

    passed, refused = actions.pass_all(turns, by=officer, now=now)

    assert [case.pk for case in passed] == [good.pk]
    assert [refusal.code for refusal in refused] == ["decided_meanwhile"]
