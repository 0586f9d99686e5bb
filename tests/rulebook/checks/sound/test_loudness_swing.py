"""Loud and quiet parts are not too far apart (响度起伏)."""

import pytest

from kepu.rulebook.checks.sound import loudness_swing
from make import facts

LIMITS = loudness_swing.Limits(at_most=20)


@pytest.mark.parametrize(
    ("found", "passed", "says"),
    [(20.0, True, "响度起伏 20.0 LU"), (20.1, False, "响度起伏 20.1 LU，大于 20.0 LU")],
)
def test_loudness_swing(found, passed, says):
    film = facts.video(play=facts.play(swing=found))

    measured = loudness_swing.check(film, facts.given(), LIMITS)

    assert (measured.passed, measured.says) == (passed, says)
    assert loudness_swing.show(film) == f"起伏 {found} LU"


@pytest.mark.parametrize("play", [None, facts.play(loudness=-20.0)])
def test_what_is_too_short_stays_open(play):
    film = facts.video(play=play)

    measured = loudness_swing.check(film, facts.given(), LIMITS)

    assert (measured.passed, measured.required) == (None, "不超过 20.0 LU")
    assert loudness_swing.show(film) == ""
