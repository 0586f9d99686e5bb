"""The work is not too old (制作年份)."""

import pytest

from kepu.rulebook.checks.any import made_since
from make import facts


@pytest.mark.parametrize(
    ("made_in", "passed", "says"),
    [
        (2014, False, "制作于 2014 年，早于 2015 年"),
        (2015, True, "制作于 2015 年"),
        (None, None, "没有填写制作年份"),
    ],
)
def test_made_since(made_in, passed, says):
    limits = made_since.Limits(at_least=2015)

    measured = made_since.check(facts.plain(), facts.given(made_in=made_in), limits)

    assert (measured.passed, measured.says) == (passed, says)
    assert made_since.show(facts.plain()) == ""
