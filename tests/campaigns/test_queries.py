"""Windows to the second, rolling calls, and who may hand in."""

from datetime import datetime, timedelta

import pytest

from kepu.campaigns import actions, queries
from kepu.campaigns.queries import Phase, shown
from kepu.core.actor import Actor
from kepu.core.clock import CHINA
from make.campaigns import NOT_ROLLING

pytestmark = pytest.mark.django_db
LAST = datetime(2022, 8, 31, 23, 59, 59, tzinfo=CHINA)
FIRST = datetime(2022, 7, 4, tzinfo=CHINA)
SECOND = timedelta(seconds=1)
HOUR = (
    'closes = { at = 2022-08-31, precision = "day" }',
    'closes = { at = 2022-08-18T16:00:00, precision = "minute" }',
)
MONTH = (
    'closes = { at = 2022-08-31, precision = "day" }',
    'closes = { at = "2022-09", precision = "month" }',
)


@pytest.mark.parametrize(
    ("changes", "instant", "phase"),
    [
        ([], FIRST - SECOND, Phase.EARLY),
        ([], FIRST, Phase.OPEN),
        ([], LAST, Phase.OPEN),
        ([], LAST + SECOND, Phase.ROLLING),
        ([NOT_ROLLING], LAST + SECOND, Phase.OVER),
        ([HOUR], datetime(2022, 8, 18, 16, 0, 59, tzinfo=CHINA), Phase.OPEN),
        ([HOUR, NOT_ROLLING], datetime(2022, 8, 18, 16, 1, tzinfo=CHINA), Phase.OVER),
        ([MONTH], datetime(2022, 9, 30, 23, 59, 59, tzinfo=CHINA), Phase.OPEN),
        ([MONTH, NOT_ROLLING], datetime(2022, 10, 1, tzinfo=CHINA), Phase.OVER),
    ],
)
def test_a_window_ends_with_its_whole_minute_day_or_month(make, changes, instant, phase):
    campaign = make.campaign(*changes)

    how = queries.standing(campaign, queries.spec_of(campaign.version), instant, "image")

    assert how.phase == phase
    assert how.takes == (phase in {Phase.OPEN, Phase.ROLLING})


def test_a_closed_campaign_takes_nothing_even_in_its_window(make, now):
    campaign = actions.close(make.campaign().pk, by=Actor.machine("setup"), now=now)

    assert queries.standing(campaign, make.spec(), now).phase == Phase.OVER


def test_a_draft_is_early(make, now):
    campaign = actions.prepare(
        make.spec(), host=make.org(), place=make.place("河南省"), by=Actor.machine("setup"), now=now
    )

    assert queries.standing(campaign, make.spec(), now).phase == Phase.EARLY


def test_without_windows_a_campaign_takes_works_till_it_is_closed(make, now):
    spec = make.spec().model_copy(update={"windows": ()})

    how = queries.standing(make.campaign(), spec, now)

    assert (how.phase, how.opens, how.closes) == (Phase.OPEN, None, None)


def test_open_campaigns_leave_the_list_when_the_window_is_over(make, now):
    campaign = make.campaign(NOT_ROLLING)

    assert list(queries.open_campaigns(now)) == [campaign]
    assert list(queries.other_campaigns(now)) == []
    assert list(queries.open_campaigns(LAST + SECOND)) == []
    assert list(queries.other_campaigns(LAST + SECOND)) == [campaign]


def test_a_rolling_campaign_stays_on_the_list(make):
    campaign = make.campaign()

    assert list(queries.open_campaigns(LAST + SECOND)) == [campaign]


@pytest.mark.parametrize(
    ("kind", "code"), [("county-cast", "unit"), ("hospital", "unit"), ("village-group", None)]
)
def test_the_kind_of_organisation_decides_who_may_hand_in(make, kind, code):
    found = queries.class_of(make.spec(), make.org(kind=kind), make.campaign())

    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    "change",
    [
        {"org_kinds": (), "persons": True},
        {"membership": "unit"},
        {"level": "city"},
    ],
)
def test_persons_members_and_other_levels_are_other_classes(make, change):
    spec = make.spec()
    klass = spec.classes[0].model_copy(update=change)
    assert (
        queries.class_of(spec.model_copy(update={"classes": (klass,)}), make.org(), make.campaign())
        is None
    )


def test_a_spec_is_read_once(make, django_assert_num_queries):
    version = make.campaign().version
    queries.spec_of(version)

    with django_assert_num_queries(0):
        assert queries.spec_of(version) is queries.spec_of(version)


def test_the_memory_of_specs_is_bounded(make, monkeypatch):
    monkeypatch.setattr(shown, "MOST_KEPT", 1)
    monkeypatch.setattr(shown, "_read", {"another": make.spec()})

    queries.spec_of(make.campaign().version)

    assert len(shown._read) == 1
