"""A picture is fine enough where it is printed (印刷精度)."""

import pytest

from kepu.rulebook.checks.picture import dpi
from make import facts

LIMITS = dpi.Limits(at_least=300)


@pytest.mark.parametrize(
    ("density", "passed", "says"),
    [
        (299, False, "文件写明 299 DPI，低于 300 DPI"),
        (299.72, True, "文件写明 300 DPI"),
        (300, True, "文件写明 300 DPI"),
        (72, False, "文件写明 72 DPI，低于 300 DPI"),
        (None, None, "文件没有写明 DPI"),
    ],
)
def test_the_density_in_the_file_decides(density, passed, says):
    measured = dpi.check(facts.picture(dpi=density), facts.given(), LIMITS)

    assert (measured.passed, measured.says) == (passed, says)


@pytest.mark.parametrize(
    ("width", "millimetres", "passed", "says"),
    [
        (2480, 210, True, "按印刷宽度 210 毫米 300 DPI"),
        (2470, 210, False, "按印刷宽度 210 毫米 299 DPI，低于 300 DPI"),
        (3508, 594, False, "按印刷宽度 594 毫米 150 DPI，低于 300 DPI"),
    ],
)
def test_with_a_width_in_print_the_pixels_decide(width, millimetres, passed, says):
    picture = facts.picture(width=width, dpi=72 if passed else 600)

    measured = dpi.check(picture, facts.given(print_width_mm=millimetres), LIMITS)

    assert (measured.passed, measured.says) == (passed, says)


def test_a_picture_too_coarse_says_how_wide_it_may_be_printed():
    measured = dpi.check(facts.picture(width=3508, dpi=72), facts.given(), LIMITS)

    assert "可印 297 毫米宽" in measured.cure


def test_what_the_file_says_is_shown():
    assert dpi.show(facts.picture(dpi=None)) == "未写明"
    assert dpi.show(facts.picture(dpi=300)) == "300 DPI"
