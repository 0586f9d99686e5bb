"""The sound is not off for long (静音)."""

from kepu.rulebook.checks.sound import silence
from kepu.rulebook.facts import Stretch
from make import facts

OFF = (Stretch(at=12.0, lasts=2.9), Stretch(at=72.0, lasts=8.0), Stretch(at=3_700.2, lasts=30.0))


def test_what_is_off_too_long_is_told_with_its_places():
    film = facts.video(play=facts.play(silent=OFF))

    measured = silence.check(film, facts.given(), silence.Limits(at_most=5))

    assert (measured.passed, measured.measured) == (False, "最长 30 秒")
    assert measured.says == "第 1 分 12 秒起静音 8 秒、第 1 小时 1 分 40 秒起静音 30 秒"
    assert (measured.required, measured.at) == ("每次不超过 5 秒", (72.0, 3_700.2))


def test_a_breath_is_told_and_passes():
    sound = facts.sound(play=facts.play(silent=OFF[:1]))

    measured = silence.check(sound, facts.given(), silence.Limits(at_most=5))

    assert (measured.passed, measured.says) == (True, "第 12 秒起静音 2.9 秒")
    assert (measured.cure, measured.at) == ("", ())


def test_a_sound_that_is_never_off_passes():
    sound = facts.sound(play=facts.play(silent=()))

    measured = silence.check(sound, facts.given(), silence.Limits())

    assert (measured.passed, measured.says) == (True, "没有 1 秒以上的静音")
    assert (measured.measured, measured.required) == ("没有静音", "不限")


def test_a_film_without_sound_stays_open():
    film = facts.video(play=facts.play())

    assert silence.check(film, facts.given(), silence.Limits(at_most=5)).passed is None
    assert silence.show(facts.video()) == ""
