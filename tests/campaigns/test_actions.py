"""Preparing, opening, revising and closing campaigns; numbers under concurrency."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kepu.access.jurisdiction import NotYours
from kepu.access.lives import WrongState
from kepu.campaigns import actions, queries
from kepu.campaigns.life import State
from kepu.campaigns.models import Campaign, CampaignVersion, Counter
from kepu.core.actor import Actor
from kepu.journal.models import Line

SETUP = Actor.machine("setup")
pytestmark = pytest.mark.django_db
NEW_TITLE = ('title = "河南省优质科普资源征集活动"', 'title = "河南省科普资源征集（修订）"')


def prepared(make, now):
    return actions.prepare(
        make.spec(), host=make.org(), place=make.place("河南省"), by=SETUP, now=now
    )


def test_a_prepared_campaign_is_not_public(make, now):
    campaign = prepared(make, now)

    assert campaign.state == State.DRAFT
    assert not queries.public().exists()


def test_opening_freezes_the_spec_as_version_1(make, now):
    campaign = actions.open_(prepared(make, now).pk, by=SETUP, now=now)

    assert campaign.version.number == 1
    assert queries.spec_of(campaign.version) == make.spec()


def test_every_deed_writes_one_line(make, now):
    campaign = prepared(make, now)
    actions.open_(campaign.pk, by=SETUP, now=now)
    actions.revise(campaign.pk, make.spec(NEW_TITLE), by=SETUP, now=now)
    actions.close(campaign.pk, by=SETUP, now=now, why="到期")

    verbs = (
        Line.objects.filter(subject_kind="campaign").order_by("pk").values_list("verb", flat=True)
    )
    assert list(verbs) == [
        "campaign.prepare", "campaign.open", "campaign.revise", "campaign.close",
    ]  # fmt: skip


def test_two_campaigns_cannot_have_one_address(make, now):
    prepared(make, now)

    with pytest.raises(actions.SlugTaken):
        prepared(make, now)


def test_an_operator_of_another_campaign_may_not_open_it(make, now):
    campaign = prepared(make, now)

    with pytest.raises(NotYours):
        actions.open_(campaign.pk, by=make.actor("operator"), now=now)


def test_the_operator_of_the_campaign_may_open_it(make, now):
    campaign = prepared(make, now)

    opened = actions.open_(campaign.pk, by=make.actor("operator", over=campaign), now=now)

    assert opened.state == State.OPEN


def test_an_administrator_prepares_only_in_their_place(make, now):
    luoyang = make.actor("administrator", over=make.place("洛阳市"))

    with pytest.raises(NotYours):
        actions.prepare(
            make.spec(), host=make.org(), place=make.place("河南省"), by=luoyang, now=now
        )


def test_a_draft_is_revised_without_a_version(make, now):
    campaign = prepared(make, now)

    actions.revise(campaign.pk, make.spec(NEW_TITLE), by=SETUP, now=now)
    opened = actions.open_(campaign.pk, by=SETUP, now=now)

    assert (opened.title, opened.version.number) == ("河南省科普资源征集（修订）", 1)


def test_a_revision_makes_a_new_version_and_keeps_the_old(make, now):
    campaign = make.campaign()
    first = campaign.version

    revised = actions.revise(campaign.pk, make.spec(NEW_TITLE), by=SETUP, now=now)

    assert revised.version.number == 2
    assert queries.spec_of(CampaignVersion.objects.get(pk=first.pk)).title == campaign.title


def test_the_spec_of_another_campaign_is_no_revision(make, now):
    with pytest.raises(actions.OtherCampaign):
        actions.revise(
            make.campaign().pk, make.spec(("henan-resources-2022", "other")), by=SETUP, now=now
        )


def test_a_revision_that_changes_nothing_is_none(make, now):
    with pytest.raises(actions.NothingChanged, match="第 1 版"):
        actions.revise(make.campaign().pk, make.spec(), by=SETUP, now=now)


def test_an_officer_prepares_for_a_host_in_reach_alone(make, now):
    host = make.org(place=make.place("新郑市"))
    near, far = (make.actor("officer", over=make.place(name)) for name in ("郑州市", "洛阳市"))

    made = actions.prepare(make.spec(), host=host, place=host.place, by=near, now=now)

    assert made.host == host
    with pytest.raises(NotYours):
        actions.prepare(make.spec(), host=host, place=host.place, by=far, now=now)


def test_an_officer_of_a_society_prepares_for_it_but_not_for_the_whole_province(make, now):
    society = make.org("郑州市气象学会", place=make.place("郑州市"))
    officer = make.actor("officer", over=society)

    with pytest.raises(NotYours):
        actions.prepare(make.spec(), host=society, place=make.place("河南省"), by=officer, now=now)
    made = actions.prepare(make.spec(), host=society, place=society.place, by=officer, now=now)

    assert actions.open_(made.pk, by=officer, now=now).state == State.OPEN


def test_a_closed_campaign_is_not_revised(make, now):
    campaign = actions.close(make.campaign().pk, by=SETUP, now=now)

    with pytest.raises(actions.CampaignOver):
        actions.revise(campaign.pk, make.spec(), by=SETUP, now=now)


def test_a_campaign_opens_once(make, now):
    with pytest.raises(WrongState):
        actions.open_(make.campaign().pk, by=SETUP, now=now)


@pytest.mark.parametrize("change", [lambda rows: rows.update(number=9), lambda rows: rows.delete()])
def test_the_database_itself_refuses_to_change_a_version(make, change):
    other = CampaignVersion.objects.filter(pk=make.campaign().version.pk)
    Campaign.objects.update(
        version=actions.revise(
            Campaign.objects.get().pk, make.spec(NEW_TITLE), by=SETUP, now=make.NOON
        ).version
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        change(other)


def test_numbers_are_read_aloud_as_the_notice_counts(make, now):
    campaign = make.campaign()

    first, second = (
        actions.next_number(campaign, make.spec(), by=SETUP, now=now) for _ in range(2)
    )

    assert (first, second) == ("HN-2022-000001", "HN-2022-000002")


def test_the_year_of_a_number_is_that_of_beijing(make, now):
    new_year = now.replace(month=12, day=31, hour=23, minute=59) + timedelta(minutes=1)

    number = actions.next_number(make.campaign(), make.spec(), by=SETUP, now=new_year)

    assert number == "HN-2023-000001"


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_take_twenty_numbers_without_a_gap(make, now, at_once):
    campaign = make.campaign()
    spec = make.spec()

    def take():
        with transaction.atomic():
            return actions.next_number(campaign, spec, by=SETUP, now=now)

    numbers = at_once(20, take)

    assert sorted(numbers) == [f"HN-2022-{n:06}" for n in range(1, 21)]
    assert Counter.objects.get(campaign=campaign).last == 20
