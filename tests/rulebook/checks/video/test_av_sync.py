"""Sound and picture begin and end together (声画起止)."""

import pytest

from kepu.rulebook.checks.video import av_sync
from kepu.rulebook.facts import Stretch
from make import facts

LIMITS = av_sync.Limits(at_most=0.5)
SEEN = Stretch(at=0.0, lasts=300.0)
LIPS = "（只比对起止，口型须由人看）"


@pytest.mark.parametrize(
    ("heard", "passed", "says"),
    [
        (Stretch(at=0.0, lasts=300.02), True, "声音和画面同时开始、同时结束"),
        (Stretch(at=0.5, lasts=299.5), True, "声音比画面晚 0.50 秒开始"),
        (Stretch(at=0.8, lasts=299.2), False, "声音比画面晚 0.80 秒开始"),
        (Stretch(at=0.0, lasts=297.0), False, "声音比画面早 3.00 秒结束"),
        (
            Stretch(at=1.0, lasts=301.0),
            False,
            "声音比画面晚 1.00 秒开始，声音比画面晚 2.00 秒结束",
        ),
    ],
)
def test_av_sync(heard, passed, says):
    film = facts.video(play=facts.play(heard=heard, seen=SEEN))

    measured = av_sync.check(film, facts.given(), LIMITS)

    assert (measured.passed, measured.says) == (passed, says + LIPS)
    assert measured.required == "起止相差不超过 0.5 秒"
    assert bool(measured.cure) is not passed


@pytest.mark.parametrize("play", [None, facts.play(), facts.play(seen=SEEN)])
def test_a_film_without_sound_stays_open(play):
    film = facts.video(play=play)

    assert av_sync.check(film, facts.given(), av_sync.Limits()).passed is None
    assert av_sync.show(film) == ""
