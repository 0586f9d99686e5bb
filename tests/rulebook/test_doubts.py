"""What is to be looked at twice in a changed spec."""

import pytest

from kepu.campaigns.specs import founding
from kepu.rulebook.doubts import fewer, unsaid
from kepu.rulebook.spec import read


@pytest.mark.parametrize("slug", founding())
def test_the_founding_notices_leave_no_doubt(slug):
    assert unsaid(read(founding()[slug])) == []


@pytest.mark.parametrize(
    ("at", "words", "doubted"),
    [
        ("2022-08-31", "2022年7月4日至8月31日", False),
        ("2022-09-30", "2022年7月4日至8月31日", True),
        ("2022-07-31", "7月4日至31日", False),
        ("2022-07-30", "7月4日至31日", True),
        ("2022-08-31", "8 月 31 日 18:00 前", False),
        ("2022-09-30", "自通知发布之日起常态化开展", False),
        ("2022-08-31", "至2022年8月", True),
    ],
)
def test_a_day_of_closing_stands_in_the_words(make, at, words, doubted):
    spec = make.spec(
        ("closes = { at = 2022-08-31,", f"closes = {{ at = {at},"),
        ("集中征集时间为2022年7月4日至8月31日", words),
    )

    assert [one.label for one in unsaid(spec)] == (["集中征集"] if doubted else [])


def test_a_month_is_said_by_its_month(make):
    month = (
        'closes = { at = 2022-08-31, precision = "day" }',
        'closes = { at = "2022-08", precision = "month" }',
    )

    assert unsaid(make.spec(month)) == []


def test_a_slot_that_takes_fewer_files_is_named(make):
    tight = make.spec(("count = [1, 60]", "count = [1, 20]"))

    found = fewer(make.spec(), tight)

    assert [(one.category, one.slot, one.before, one.after) for one in found] == [
        ("图片类", "图片文件", 60, 20)
    ]
    assert found[0].code == "image.picture.20"
    assert fewer(tight, make.spec()) == []
