"""A picture has enough pixels, however it is turned (图片像素)."""

import pytest

from kepu.rulebook.checks.picture import pixels
from make import facts


@pytest.mark.parametrize(
    ("width", "height", "passed", "says"),
    [
        (1279, 720, False, "图片 1279×720 像素，低于 1280×720"),
        (1280, 720, True, "图片 1280×720 像素"),
        (720, 1280, True, "图片 720×1280 像素"),
        (1280, 719, False, "图片 1280×719 像素，低于 1280×720"),
    ],
)
def test_pixels(width, height, passed, says):
    picture = facts.picture(width=width, height=height)

    measured = pixels.check(picture, facts.given(), pixels.Limits(at_least=(1280, 720)))

    assert (measured.passed, measured.says) == (passed, says)


def test_an_unstated_size_stays_open():
    picture = facts.picture(width=None)

    assert pixels.check(picture, facts.given(), pixels.Limits()).passed is None
    assert pixels.show(picture) == ""
