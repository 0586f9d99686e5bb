"""A film has enough pixels, however it is turned (分辨率)."""

import pytest

from kepu.rulebook.checks.video import resolution
from make import facts


@pytest.mark.parametrize(
    ("width", "height", "at_least", "passed"),
    [
        (1279, 720, (1280, 720), False),
        (1280, 719, (1280, 720), False),
        (1280, 720, (1280, 720), True),
        (720, 1280, (1280, 720), True),
        (1080, 1920, (1920, 1080), True),
        (1440, 1080, (1920, 1080), False),
        (4096, 1000, (1920, 1080), False),
        (1920, 1080, (1080, 1920), True),
    ],
)
def test_resolution(width, height, at_least, passed):
    film = facts.video(width=width, height=height)

    measured = resolution.check(film, facts.given(), resolution.Limits(at_least=at_least))

    assert measured.passed is passed


def test_a_small_film_says_what_is_and_what_should_be():
    film = facts.video(width=1279, height=720)

    measured = resolution.check(film, facts.given(), resolution.Limits(at_least=(1280, 720)))

    assert measured.says == "分辨率 1279×720，低于 1280×720"
    assert measured.required == "不低于 1280×720"


def test_an_unstated_size_stays_open():
    film = facts.video(width=None)

    assert resolution.check(film, facts.given(), resolution.Limits()).passed is None
    assert resolution.show(film) == ""
