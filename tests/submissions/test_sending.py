"""Handing in and taking back: numbers, editions, cases, and what keeps a work from being sent."""

from datetime import datetime, timedelta

import pytest

from kepu.access.jurisdiction import NotYours
from kepu.access.lives import WrongState
from kepu.campaigns import actions as campaigns
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.core.clock import CHINA
from kepu.journal.queries import history
from kepu.submissions import actions, queries
from kepu.submissions.actions import Draft
from kepu.submissions.actions.refusals import CampaignClosed, NotReady, ShutNow
from kepu.submissions.life import State
from kepu.submissions.models import Edition, Work
from make.campaigns import NOT_ROLLING

pytestmark = pytest.mark.django_db
LAST = datetime(2022, 8, 31, 23, 59, 59, tzinfo=CHINA)
SECOND = timedelta(seconds=1)
SETUP = Actor.machine("setup")


@pytest.fixture
def org(make):
    return make.org()


@pytest.fixture
def clerk(make, org):
    return make.actor("clerk", over=org)


@pytest.fixture
def ready(make, org, clerk):
    return make.work("ready", by=clerk, org=org)


def test_handing_in_gives_a_number_and_opens_the_case(ready, clerk, now):
    work = actions.submit(ready.pk, by=clerk, now=now)

    case = case_of("work", work.pk)
    assert (work.state, work.number, work.submitted_at) == (State.HANDED_IN, "HN-2022-000001", now)
    assert (case.label, case.url) == (work.title, f"/works/{work.pk}/review/")
    assert [step.code for step in case.steps.order_by("place_in_row")] == ["check", "form", "panel"]


def test_the_edition_keeps_what_was_handed_in(ready, clerk, now):
    work = actions.submit(ready.pk, by=clerk, now=now)

    edition = Edition.objects.get(work=work)
    assert edition.number == 1
    assert edition.content["fields"]["title"] == "打雷时，你站的地方安全吗"
    assert [file["name"] for file in edition.content["files"]] == ["图.jpg"]


def test_promises_are_kept_with_version_person_and_time(ready, clerk, now):
    work = actions.submit(ready.pk, by=clerk, now=now)

    promise = work.promised["rights"]
    assert (promise["version"], promise["at"]) == (1, now.isoformat())
    assert promise["person"] == str(clerk.person_id)


def test_a_missing_answer_keeps_it_from_being_sent(make, ready, clerk, now):
    actions.save(ready.pk, changed(ready, made_in=""), seen=ready.edits, by=clerk, now=now)

    with pytest.raises(NotReady, match="还差 1 项：还没填完成年份"):
        actions.submit(ready.pk, by=clerk, now=now)


def test_a_blocking_file_keeps_it_from_being_sent(make, ready, clerk, now):
    make.attached(ready, make.blob(make.jpg(dpi=72), by=clerk), by=clerk)

    with pytest.raises(NotReady, match="图片文件第 2 件：文件写明 72 DPI，低于 300 DPI"):
        actions.submit(ready.pk, by=clerk, now=now)


def test_a_warning_does_not(ready, clerk, now):
    actions.save(ready.pk, changed(ready, made_in="2014"), seen=ready.edits, by=clerk, now=now)

    assert actions.submit(ready.pk, by=clerk, now=now).state == State.HANDED_IN


def test_one_second_after_the_window_one_sentence_and_nothing_lost(make, org, clerk):
    work = make.work("ready", by=clerk, org=org, campaign=make.campaign(NOT_ROLLING))

    with pytest.raises(CampaignClosed, match="草稿还在"):
        actions.submit(work.pk, by=clerk, now=LAST + SECOND)

    kept = Work.objects.get(pk=work.pk)
    assert (kept.state, kept.title) == (State.DRAFT, work.title)
    assert len(queries.files_of(kept)) == 1


@pytest.mark.parametrize(("instant", "rolling"), [(LAST, False), (LAST + SECOND, True)])
def test_after_the_window_a_rolling_campaign_marks_the_work(ready, clerk, instant, rolling):
    assert actions.submit(ready.pk, by=clerk, now=instant).rolling is rolling


def test_a_draft_is_handed_in_under_the_version_in_force(make, ready, clerk, now):
    stricter = make.spec(("limits = { at_least = 300 }", "limits = { at_least = 600 }"))
    campaigns.revise(ready.campaign_id, stricter, by=SETUP, now=now)

    with pytest.raises(NotReady, match="低于 600 DPI"):
        actions.submit(ready.pk, by=clerk, now=now)


def test_a_work_handed_in_stays_with_its_version(make, ready, clerk, now):
    work = actions.submit(ready.pk, by=clerk, now=now)
    stricter = make.spec(("limits = { at_least = 300 }", "limits = { at_least = 600 }"))

    campaigns.revise(ready.campaign_id, stricter, by=SETUP, now=now)

    assert Work.objects.get(pk=work.pk).version.number == 1


def test_it_is_handed_in_once(ready, clerk, now):
    actions.submit(ready.pk, by=clerk, now=now)

    with pytest.raises(ShutNow):
        actions.submit(ready.pk, by=clerk, now=now)


def test_a_neighbour_may_neither_send_nor_take_back(make, ready, now):
    neighbour = make.actor("clerk", over=make.org("别家"))

    with pytest.raises(NotYours):
        actions.submit(ready.pk, by=neighbour, now=now)
    with pytest.raises(NotYours):
        actions.withdraw(ready.pk, by=neighbour, now=now)


def test_taking_back_closes_the_case(ready, clerk, now):
    actions.submit(ready.pk, by=clerk, now=now)

    work = actions.withdraw(ready.pk, why="换一件", by=clerk, now=now)

    assert work.state == State.WITHDRAWN
    assert case_of("work", work.pk).state == "withdrawn"


def test_a_draft_is_not_taken_back(ready, clerk, now):
    with pytest.raises(WrongState):
        actions.withdraw(ready.pk, by=clerk, now=now)


def test_a_typed_text_counts_only_once_it_is_checked(make, org, clerk, now):
    work = make.work("draft", by=clerk, org=org, category="sms")
    actions.save(work.pk, Draft(typed={"text": "短信"}), seen=0, by=clerk, now=now)

    says = [wait.says for wait in queries.lacking(queries.sheet(own(work), make.spec()))]

    assert says[0] == "短信正文还没检查，保存后自动检查"


@pytest.mark.django_db(transaction=True)
def test_ten_clerks_at_once_get_ten_numbers(make, now, at_once):
    campaign, orgs = make.campaign(), [make.org(f"单位{n}") for n in range(10)]
    waiting = []
    for org in orgs:
        clerk = make.actor("clerk", over=org)
        waiting.append((make.work("ready", by=clerk, org=org, campaign=campaign), clerk))

    def send():
        work, clerk = waiting.pop()
        return actions.submit(work.pk, by=clerk, now=now).number

    assert sorted(at_once(10, send)) == [f"HN-2022-{n:06}" for n in range(1, 11)]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_hand_in_once(make, now, at_once):
    org = make.org()
    clerk = make.actor("clerk", over=org)
    work = make.work("ready", by=clerk, org=org)

    results = at_once(2, lambda: actions.submit(work.pk, by=clerk, now=now))

    assert sorted(type(one).__name__ for one in results) == ["ShutNow", "Work"]
    assert [line.verb for line in history("work", work.pk)].count("work.submit") == 1


def changed(work, **answers):
    return Draft(subtype=work.subtype, fields={**work.fields, **answers})


def own(work):
    return Work.objects.select_related("version").get(pk=work.pk)
