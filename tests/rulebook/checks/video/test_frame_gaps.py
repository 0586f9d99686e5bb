"""The pictures of a film come without gaps (跳帧、漏帧)."""

from kepu.rulebook.checks.video import frame_gaps
from kepu.rulebook.facts import Gap
from make import facts

GAPS = (Gap(at=62.0, lasts=1.04), Gap(at=70.0, lasts=0.2))


def test_an_even_film_passes():
    film = facts.video(scan=facts.scan(gaps=(), steady=True))

    measured = frame_gaps.check(film, facts.given(), frame_gaps.Limits())

    assert (measured.passed, measured.says) == (True, "画面连续，没有漏帧")


def test_a_gap_is_told_with_place_and_length():
    film = facts.video(scan=facts.scan(gaps=GAPS, steady=True))

    measured = frame_gaps.check(film, facts.given(), frame_gaps.Limits())

    assert (measured.passed, measured.measured) == (False, "2 处漏帧")
    assert measured.says == "漏帧：1:02 处缺 1.04 秒、1:10 处缺 0.20 秒"
    assert measured.at == (62.0, 70.0)


def test_as_many_gaps_as_are_allowed_pass():
    film = facts.video(scan=facts.scan(gaps=GAPS, steady=True))

    assert frame_gaps.check(film, facts.given(), frame_gaps.Limits(at_most=2)).passed is True
    assert frame_gaps.check(film, facts.given(), frame_gaps.Limits(at_most=1)).passed is False


def test_a_variable_rate_is_left_to_a_person():
    film = facts.video(scan=facts.scan(gaps=GAPS, steady=False))

    measured = frame_gaps.check(film, facts.given(), frame_gaps.Limits())

    assert measured.passed is None
    assert "帧率是变化的" in measured.says


def test_an_unseen_film_stays_open():
    film = facts.video()

    assert frame_gaps.check(film, facts.given(), frame_gaps.Limits()).passed is None
    assert frame_gaps.show(film) == ""
