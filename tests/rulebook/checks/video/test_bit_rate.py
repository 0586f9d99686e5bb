"""A film carries enough bits (码率)."""

import pytest

from kepu.rulebook.checks.video import bit_rate
from make import facts


@pytest.mark.parametrize(
    ("rate", "passed", "says"),
    [
        (4_990_000, False, "码率 4.99 Mbit/s，低于 5.00 Mbit/s"),
        (4_994_999, False, "码率 4.99 Mbit/s，低于 5.00 Mbit/s"),
        (4_996_000, True, "码率 5.00 Mbit/s"),
        (5_000_000, True, "码率 5.00 Mbit/s"),
        (8_000_000, True, "码率 8.00 Mbit/s"),
        (8_010_000, False, "码率 8.01 Mbit/s，高于 8.00 Mbit/s"),
    ],
)
def test_bit_rate(rate, passed, says):
    limits = bit_rate.Limits(at_least=5_000_000, at_most=8_000_000)

    measured = bit_rate.check(facts.video(bit_rate=rate), facts.given(), limits)

    assert (measured.passed, measured.says) == (passed, says)


def test_without_length_there_is_no_rate():
    film = facts.video(bit_rate=None)

    assert bit_rate.check(film, facts.given(), bit_rate.Limits()).passed is None
    assert bit_rate.show(film) == ""
    assert bit_rate.show(facts.video(bit_rate=6e6)) == "6.00 Mbit/s"
