"""The picture is not black for long (黑屏)."""

from kepu.rulebook.checks.video import black_picture
from kepu.rulebook.facts import Stretch
from make import facts


def test_a_long_one_is_told_with_its_place():
    film = facts.video(play=facts.play(black=(Stretch(at=72.3, lasts=5.04),)))

    measured = black_picture.check(film, facts.given(), black_picture.Limits(at_most=3))

    assert (measured.passed, measured.says) == (False, "第 1 分 12 秒起黑屏 5 秒")
    assert (measured.measured, measured.at) == ("最长 5 秒", (72.3,))


def test_a_film_without_any_passes():
    film = facts.video(play=facts.play(black=()))

    measured = black_picture.check(film, facts.given(), black_picture.Limits(at_most=3))

    assert (measured.passed, measured.says) == (True, "没有 0.5 秒以上的黑屏")
    assert black_picture.show(film) == "没有黑屏"


def test_an_unseen_film_stays_open():
    film = facts.video(play=facts.play())

    assert black_picture.check(film, facts.given(), black_picture.Limits()).passed is None
    assert black_picture.show(facts.video()) == ""
