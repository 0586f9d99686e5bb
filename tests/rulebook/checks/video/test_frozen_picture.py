"""The picture is not still for long (画面静止)."""

from kepu.rulebook.checks.video import frozen_picture
from kepu.rulebook.facts import Stretch
from make import facts


def test_a_long_one_is_told_with_its_place():
    film = facts.video(play=facts.play(frozen=(Stretch(at=72.3, lasts=5.04),)))

    measured = frozen_picture.check(film, facts.given(), frozen_picture.Limits(at_most=3))

    assert (measured.passed, measured.says) == (False, "第 1 分 12 秒起画面静止 5 秒")
    assert (measured.measured, measured.at) == ("最长 5 秒", (72.3,))


def test_a_film_without_any_passes():
    film = facts.video(play=facts.play(frozen=()))

    measured = frozen_picture.check(film, facts.given(), frozen_picture.Limits(at_most=3))

    assert (measured.passed, measured.says) == (True, "没有 2 秒以上的画面静止")
    assert frozen_picture.show(film) == "没有画面静止"


def test_an_unseen_film_stays_open():
    film = facts.video(play=facts.play())

    assert frozen_picture.check(film, facts.given(), frozen_picture.Limits()).passed is None
    assert frozen_picture.show(facts.video()) == ""
