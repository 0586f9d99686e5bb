"""Nothing hums on behind the speech (背景噪声)."""

import pytest

from kepu.rulebook.checks.sound import noise
from make import facts

LIMITS = noise.Limits(at_most=-40)


@pytest.mark.parametrize(
    ("floor", "passed", "says"),
    [
        (-52.3, True, "最安静时 −52 dBFS，没有一直响着的底噪"),
        (-40.0, True, "最安静时 −40 dBFS，没有一直响着的底噪"),
        (-28.0, None, "最安静时 −28 dBFS，一直有声音；是配乐还是噪声，要人来听"),
    ],
)
def test_noise(floor, passed, says):
    film = facts.video(play=facts.play(floor=floor))

    measured = noise.check(film, facts.given(), LIMITS)

    assert (measured.passed, measured.says) == (passed, says)
    assert measured.measured == noise.show(film)


@pytest.mark.parametrize("play", [None, facts.play()])
def test_a_film_without_sound_stays_open(play):
    film = facts.video(play=play)

    assert noise.check(film, facts.given(), noise.Limits()).passed is None
    assert noise.show(film) == ""
