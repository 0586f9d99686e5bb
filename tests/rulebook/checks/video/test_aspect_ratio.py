"""A film is as wide to high as asked, give or take 1 % (画幅比例)."""

import pytest

from kepu.rulebook.checks import limits_of
from kepu.rulebook.checks.video import aspect_ratio
from make import facts


@pytest.mark.parametrize(
    ("width", "height", "passed", "says"),
    [
        (1920, 1080, True, "画幅 16:9（1920×1080）"),
        (1920, 1088, True, "画幅 16:9（1920×1088）"),
        (1920, 1070, True, "画幅 16:9（1920×1070）"),
        (1920, 1069, False, "画幅 1.80:1（1920×1069），不是 16:9"),
        (1920, 1090, True, "画幅 16:9（1920×1090）"),
        (1920, 1091, False, "画幅 1.76:1（1920×1091），不是 16:9"),
        (1080, 1920, False, "画幅 9:16（1080×1920），不是 16:9"),
        (1440, 1080, False, "画幅 4:3（1440×1080），不是 16:9"),
    ],
)
def test_aspect_ratio(width, height, passed, says):
    film = facts.video(width=width, height=height)

    measured = aspect_ratio.check(film, facts.given(), aspect_ratio.Limits(ratio="16:9"))

    assert (measured.passed, measured.says) == (passed, says)


def test_an_unstated_size_stays_open():
    film = facts.video(height=None)

    assert aspect_ratio.check(film, facts.given(), aspect_ratio.Limits()).passed is None


@pytest.mark.parametrize("ratio", ["16/9", "16:0", "宽屏", ""])
def test_a_ratio_that_is_none_is_refused_when_a_spec_is_read(ratio):
    with pytest.raises(ValueError, match="ratio"):
        limits_of("aspect_ratio", {"ratio": ratio})
