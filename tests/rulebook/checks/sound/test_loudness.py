"""The sound is neither too quiet nor too loud (响度)."""

import pytest

from kepu.rulebook.checks.sound import loudness
from make import facts

LIMITS = loudness.Limits(at_least=-30, at_most=-9)


@pytest.mark.parametrize(
    ("found", "passed", "says"),
    [
        (-30.1, False, "响度 −30.1 LUFS，轻于 −30.0 LUFS"),
        (-30.0, True, "响度 −30.0 LUFS"),
        (-9.0, True, "响度 −9.0 LUFS"),
        (-8.9, False, "响度 −8.9 LUFS，响于 −9.0 LUFS"),
    ],
)
def test_loudness(found, passed, says):
    film = facts.video(play=facts.play(loudness=found))

    measured = loudness.check(film, facts.given(), LIMITS)

    assert (measured.passed, measured.says) == (passed, says)
    assert measured.required == "−30.0 LUFS 到 −9.0 LUFS"
    assert bool(measured.cure) is not passed


def test_one_open_end_is_named_alone():
    film = facts.video(play=facts.play(loudness=-20.0))

    least = loudness.check(film, facts.given(), loudness.Limits(at_least=-30))
    most = loudness.check(film, facts.given(), loudness.Limits(at_most=-9))

    assert (least.required, most.required) == ("不低于 −30.0 LUFS", "不超过 −9.0 LUFS")


@pytest.mark.parametrize("play", [None, facts.play()])
def test_a_film_without_sound_stays_open(play):
    film = facts.video(play=play)

    assert loudness.check(film, facts.given(), LIMITS).passed is None
    assert loudness.show(film) == ""


def test_at_will_the_loudness_is_shown():
    assert loudness.show(facts.sound(play=facts.play(loudness=-19.5))) == "−19.5 LUFS"
