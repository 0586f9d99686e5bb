"""A film or sound is neither too short nor too long (时长)."""

import pytest

from kepu.rulebook.checks.video import duration
from make import facts


@pytest.mark.parametrize(
    ("seconds", "passed", "says"),
    [
        (179, False, "时长 2:59，短于 3:00"),
        (179.96, True, "时长 3:00"),
        (180, True, "时长 3:00"),
        (480, True, "时长 8:00"),
        (480.04, True, "时长 8:00"),
        (481, False, "时长 8:01，长于 8:00"),
        (3723, False, "时长 1:02:03，长于 8:00"),
    ],
)
def test_duration(seconds, passed, says):
    limits = duration.Limits(at_least=180, at_most=480)

    measured = duration.check(facts.video(duration=seconds), facts.given(), limits)

    assert (measured.passed, measured.says) == (passed, says)
    assert measured.required == "3:00–8:00"


def test_an_unstated_length_is_taken_from_the_pictures():
    film = facts.video(duration=None, scan=facts.scan(lasts=200.0))

    measured = duration.check(film, facts.given(), duration.Limits(at_least=180))

    assert (measured.passed, measured.measured) == (True, "3:20")
    assert measured.required == "不低于 3:00"


def test_no_length_at_all_stays_open():
    sound = facts.sound(duration=None)

    measured = duration.check(sound, facts.given(), duration.Limits(at_most=300))

    assert (measured.passed, measured.required) == (None, "不超过 5:00")
    assert duration.show(sound) == ""
    assert duration.show(facts.sound(duration=61)) == "1:01"
