"""Credit codes (统一社会信用代码): the last character guards the others."""

import pytest

from kepu.orgs.forms import DIGITS, holds

CODE = "91410000MA9L2Q3X10"


def test_a_code_holds_and_no_other_last_character_does():
    assert [last for last in DIGITS if holds(CODE[:-1] + last)] == [CODE[-1]]


@pytest.mark.parametrize("code", ["", CODE[:-1], CODE + "0", CODE.replace("M", "I"), CODE.lower()])
def test_what_is_no_code_does_not_hold(code):
    assert not holds(code)


def test_two_neighbours_changed_about_are_found():
    for at in range(len(CODE) - 1):
        swapped = CODE[:at] + CODE[at + 1] + CODE[at] + CODE[at + 2 :]
        assert holds(swapped) == (swapped == CODE)
