"""When something is due: hours, days, working days of China, a day of the month."""

from datetime import UTC, datetime

import pytest

from kepu.core.clock import CHINA
from kepu.obligations.due import instant
from kepu.rulebook.spec import Due


def china(text):
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("due", "start", "at"),
    [
        ({"hours": 24}, "2022-07-04T12:30", "2022-07-05T12:30"),
        ({"days": 3}, "2022-07-04T12:30", "2022-07-08T00:00"),
        ({"working_days": 1}, "2022-07-04T12:30", "2022-07-06T00:00"),  # Monday: end of Tuesday
        ({"working_days": 5}, "2022-07-04T00:00", "2022-07-12T00:00"),  # over a weekend
        ({"working_days": 1}, "2022-07-08T18:00", "2022-07-12T00:00"),  # Friday: end of Monday
        ({"working_days": 1}, "2022-09-30T09:00", "2022-10-09T00:00"),  # 国庆; Saturday 8th works
        ({"working_days": 1}, "2023-01-20T09:00", "2023-01-29T00:00"),  # 春节; Saturday 28th works
        ({"day_of_month": 3}, "2022-07-04T12:00", "2022-08-04T00:00"),
        ({"day_of_month": 3}, "2022-07-03T23:00", "2022-07-04T00:00"),
        ({"day_of_month": 31}, "2022-02-10T12:00", "2022-03-01T00:00"),
        ({"day_of_month": 5}, "2022-12-31T12:00", "2023-01-06T00:00"),
    ],
)
def test_due(due, start, at):
    found = instant(Due(**due), china(start))

    assert (found.at, found.says) == (china(at), "")


def test_days_are_those_of_china():
    late_evening_in_utc = datetime(2022, 7, 4, 16, 30, tzinfo=UTC)  # half past midnight in China

    assert instant(Due(days=1), late_evening_in_utc).at == china("2022-07-07T00:00")


def test_a_year_without_a_calendar_counts_mondays_to_fridays_and_says_so():
    found = instant(Due(working_days=5), china("2031-01-01T09:00"))

    assert found.at == china("2031-01-09T00:00")
    assert found.says == "2031 年的放假安排尚未公布，按周一至周五推算"


def test_the_end_of_a_window_is_for_the_campaign_to_say():
    assert instant(Due(window="spring"), china("2022-07-04T12:00")) is None
