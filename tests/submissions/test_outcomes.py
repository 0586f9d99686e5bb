"""What follows for a work when its case is decided, and when its files are judged."""

import pytest

from kepu.cases import actions as cases
from kepu.cases.actions import Answer
from kepu.cases.queries import case_of, inbox
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.submissions import actions, jobs, queries
from kepu.submissions.actions import Draft
from kepu.submissions.actions.refusals import CampaignClosed
from kepu.submissions.life import State
from kepu.submissions.models import Work
from make.campaigns import NOT_ROLLING

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(make):
    return make.actor("officer", over=make.place("新郑市"))


def decide(work, by, now, outcome, **more):
    case = case_of("work", work.pk)
    cases.decide(case.pk, Answer(outcome=outcome, turn=case.turn, **more), by=by, now=now)
    return Work.objects.get(pk=work.pk)


def test_handed_in_it_waits_at_the_automatic_step_till_all_is_judged(make):
    work = make.work()

    assert case_of("work", work.pk).steps.get(place_in_row=0).left_at is None


def test_judged_to_the_end_it_goes_to_the_officer_of_its_county(make, officer):
    work = make.judged(make.work())

    assert [case.subject_id for case in inbox(officer)] == [str(work.pk)]


def test_the_job_finds_the_work_of_a_judgement(make, officer):
    work = make.judged(make.work())
    line = Line.objects.filter(verb="judgement.finish").latest("pk")

    jobs.settle_check.func(line=line.pk)  # again: settled already, nothing happens

    assert inbox(officer).count() == 1
    assert work.state == State.HANDED_IN


def test_a_file_that_was_replaced_meanwhile_settles_nothing(make, now):
    work = make.work("ready")
    file = queries.files_of(work)[0]
    clerk = make.actor("clerk", over=work.org)
    actions.detach(file.pk, by=clerk, now=now)

    actions.settle_check(file.file_ref, by=Actor.machine("checks"), now=now)

    assert case_of("work", work.pk) is None


def test_a_draft_is_not_taken_on(make, now):
    work = make.work("ready")

    actions.settle_check(queries.files_of(work)[0].file_ref, by=Actor.machine("checks"), now=now)

    assert case_of("work", work.pk) is None


def test_sent_back_it_is_open_in_the_items_named(make, officer, now):
    work = make.judged(make.work())

    returned = decide(work, officer, now, "send_back", items=["abstract", "picture", "字小"])

    assert returned.state == State.RETURNED
    assert returned.open_items == ["abstract", "picture"]
    assert returned.may_change("picture")
    assert not returned.may_change("title")


def test_mended_it_comes_back_to_the_same_officer_with_its_number(make, officer, now):
    work = make.judged(make.work())
    returned = decide(work, officer, now, "send_back", items=["abstract"])
    clerk = make.actor("clerk", over=returned.org)
    mended = Draft(subtype=returned.subtype, fields={**returned.fields, "abstract": "改好了"})
    actions.save(work.pk, mended, seen=returned.edits, by=clerk, now=now)

    again = actions.submit(work.pk, by=clerk, now=now)

    assert (again.number, again.editions.count()) == (work.number, 2)
    assert [case.subject_id for case in inbox(officer)] == [str(work.pk)]


def test_what_was_returned_may_come_back_after_the_window(make, officer, now):
    campaign = make.campaign(NOT_ROLLING)
    work = make.judged(make.work(campaign=campaign))
    returned = decide(work, officer, now, "send_back", items=["abstract"])
    clerk = make.actor("clerk", over=returned.org)

    again = actions.submit(work.pk, by=clerk, now=now.replace(year=2023))

    assert again.state == State.HANDED_IN


def test_not_once_the_campaign_itself_is_closed(make, officer, now):
    from kepu.campaigns.actions import close

    work = make.judged(make.work())
    returned = decide(work, officer, now, "send_back", items=["abstract"])
    close(work.campaign_id, by=Actor.machine("setup"), now=now)

    with pytest.raises(CampaignClosed):
        actions.submit(work.pk, by=make.actor("clerk", over=returned.org), now=now)


def test_passed_by_the_officer_and_the_expert_it_is_passed(make, officer, now):
    work = make.judged(make.work())
    expert = make.actor("expert", over=work.campaign)

    waits = decide(work, officer, now, "let_pass")
    passed = decide(work, expert, now, "let_pass")

    assert (waits.state, passed.state) == (State.HANDED_IN, State.PASSED)


def test_refused_it_is_refused(make, officer, now):
    work = make.judged(make.work())

    refused = decide(work, officer, now, "refuse", comment="与科普无关")

    assert refused.state == State.REFUSED
