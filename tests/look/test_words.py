"""Numbers, sizes and times as Chinese readers write them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kepu.look import words

CHINA = ZoneInfo("Asia/Shanghai")
NOON = datetime(2022, 8, 13, 12, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"),
        (1286, "1,286"),
        (9_999, "9,999"),
        (10_000, "1万"),
        (86_342, "8.6万"),
        (99_999, "9.9万"),
        (120_000, "12万"),
        (1_234_567, "123万"),
        (100_000_000, "1亿"),
        (1_250_000_000, "12.5亿"),
    ],
)
def test_a_count_is_never_written_larger_than_it_is(number, written):
    assert words.wan(number) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (24 * 1024, "24 KB"),
        (319_488, "312 KB"),
        (48_444_211, "46.2 MB"),
        (2 * 1024**3, "2 GB"),
        (5 * 1024**4, "5 TB"),
    ],
)
def test_a_size_in_the_unit_that_fits(count, written):
    assert words.size(count) == written


@pytest.mark.parametrize(
    ("seconds", "clock", "spoken"),
    [
        (5, "0:05", "5秒"),
        (222, "3:42", "3分42秒"),
        (300, "5:00", "5分00秒"),
        (3600, "1:00:00", "1小时"),
        (3729.9, "1:02:09", "1小时2分"),
    ],
)
def test_a_length_as_a_player_shows_it_and_as_one_says_it(seconds, clock, spoken):
    assert (words.clock(seconds), words.length(seconds)) == (clock, spoken)


def test_a_day_names_its_year_only_when_it_is_another_one():
    assert words.day(date(2022, 8, 31), NOON) == "8 月 31 日"
    assert words.day(date(2021, 6, 1), NOON) == "2021 年 6 月 1 日"


def test_a_time_is_shown_as_it_is_in_china():
    assert words.moment(datetime(2022, 8, 31, 10, 0, tzinfo=ZoneInfo("UTC"))) == "8 月 31 日 18:00"


@pytest.mark.parametrize(
    ("ends", "written"),
    [
        (datetime(2022, 9, 1, 0, 0, tzinfo=CHINA), "8 月 31 日 24:00"),
        (datetime(2022, 8, 31, 23, 59, 59, tzinfo=CHINA), "8 月 31 日 24:00"),
        (datetime(2022, 8, 31, 18, 0, tzinfo=CHINA), "8 月 31 日 18:00"),
    ],
)
def test_midnight_is_the_end_of_the_day_before(ends, written):
    assert words.deadline(ends, NOON) == written


@pytest.mark.parametrize(
    ("away", "written"),
    [
        (timedelta(days=18, hours=9, minutes=50), "还剩 18 天 9 小时"),
        (timedelta(days=2), "还剩 2 天"),
        (timedelta(hours=3, minutes=20), "还剩 3 小时 20 分"),
        (timedelta(minutes=12), "还剩 12 分钟"),
        (timedelta(seconds=20), "还剩不到 1 分钟"),
        (timedelta(0), "已截止"),
        (timedelta(days=-1), "已截止"),
    ],
)
def test_what_is_left_until_a_deadline(away, written):
    assert words.left(NOON + away, NOON) == written


@pytest.mark.parametrize(
    ("gone", "written"),
    [
        (timedelta(days=2, hours=3), "2 天"),
        (timedelta(hours=21, minutes=5), "21 小时"),
        (timedelta(minutes=40), "40 分钟"),
        (timedelta(seconds=-3), "1 分钟不到"),
    ],
)
def test_how_long_something_waits_in_one_unit(gone, written):
    assert words.waited(NOON - gone, NOON) == written


def test_a_title_breaks_between_words_and_never_before_a_sign():
    pieces = words.phrases("雷雨来临前，身体会给你哪些“信号”？（上）")

    assert "".join(pieces) == "雷雨来临前，身体会给你哪些“信号”？（上）"
    assert pieces[0] == "雷雨"
    assert all(piece[0] not in words.CLOSING and piece[-1] not in words.OPENING for piece in pieces)


def test_no_title_and_one_letter_are_titles_too():
    assert (words.phrases(""), words.phrases("水")) == ([], ["水"])
