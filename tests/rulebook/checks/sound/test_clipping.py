"""The sound is not clipped (削波失真)."""

import pytest

from kepu.rulebook.checks.sound import clipping
from make import facts

LIMITS = clipping.Limits(at_most=0.001)


@pytest.mark.parametrize(
    ("part", "peak", "passed", "says"),
    [
        (0.0, -3.2, True, "声音没有冲到顶，峰值 −3.2 dBTP"),
        (0.001, 0.1, True, "声音有 0.10% 冲到顶，峰值 +0.1 dBTP"),
        (0.0311, 0.8, False, "声音有 3.11% 冲到顶，峰值 +0.8 dBTP"),
        (0.0, None, True, "声音没有冲到顶"),
    ],
)
def test_clipping(part, peak, passed, says):
    film = facts.video(play=facts.play(clipped=part, peak=peak))

    measured = clipping.check(film, facts.given(), LIMITS)

    assert (measured.passed, measured.says) == (passed, says)
    assert (measured.required, bool(measured.cure)) == ("不超过 0.10%", not passed)


@pytest.mark.parametrize("play", [None, facts.play()])
def test_a_film_without_sound_stays_open(play):
    film = facts.video(play=play)

    assert clipping.check(film, facts.given(), clipping.Limits()).passed is None
    assert clipping.show(film) == ""


def test_at_will_the_part_is_shown():
    assert clipping.show(facts.sound(play=facts.play(clipped=0.02))) == "2.00% 冲到顶"
    assert clipping.show(facts.sound(play=facts.play(clipped=0.0))) == "没有冲到顶"
