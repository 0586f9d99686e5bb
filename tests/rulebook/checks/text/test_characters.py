"""A text is as long as asked (字数)."""

import pytest

from kepu.rulebook.checks.text import characters
from make import facts

SMS = characters.Limits(ranges=((60, 65), (120, 125)))


@pytest.mark.parametrize(
    ("number", "passed"),
    [
        (59, False),
        (60, True),
        (65, True),
        (66, False),
        (119, False),
        (120, True),
        (125, True),
        (126, False),
    ],
)
def test_several_ranges(number, passed):
    text = facts.text(read=facts.read(words=number))

    measured = characters.check(text, facts.given(), SMS)

    assert (measured.passed, measured.required) == (passed, "60–65 或 120–125 字")


@pytest.mark.parametrize(
    ("number", "passed", "says"),
    [
        (1199, False, "字数 1,199，要求 1,200–3,000 字"),
        (1200, True, "字数 1,200"),
        (3000, True, "字数 3,000"),
        (3001, False, "字数 3,001，要求 1,200–3,000 字"),
    ],
)
def test_one_range(number, passed, says):
    limits = characters.Limits(at_least=1200, at_most=3000)

    measured = characters.check(
        facts.document(read=facts.read(words=number)), facts.given(), limits
    )

    assert (measured.passed, measured.says) == (passed, says)


def test_every_sign_may_be_counted_instead_of_words():
    limits = characters.Limits(at_most=10, count="signs")
    text = facts.text(read=facts.read(words=3, signs=11))

    measured = characters.check(text, facts.given(), limits)

    assert (measured.passed, measured.says) == (False, "字符数 11，要求 不超过 10 字")


def test_an_unread_text_stays_open():
    assert characters.check(facts.text(), facts.given(), SMS).passed is None
    assert characters.show(facts.text()) == ""
    assert characters.show(facts.text(read=facts.read(words=7))) == "7 字"
