"""A document has enough pages (页数)."""

import pytest

from kepu.rulebook.checks.document import pages
from make import facts


@pytest.mark.parametrize(
    ("number", "passed", "says"),
    [
        (5, False, "共 5 页，少于 6 页"),
        (6, True, "共 6 页"),
        (20, True, "共 20 页"),
        (21, False, "共 21 页，多于 20 页"),
    ],
)
def test_pages(number, passed, says):
    limits = pages.Limits(at_least=6, at_most=20)

    measured = pages.check(facts.document(pages=number), facts.given(), limits)

    assert (measured.passed, measured.says) == (passed, says)


def test_a_word_file_has_no_pages_before_it_is_printed():
    measured = pages.check(facts.document(), facts.given(), pages.Limits(at_least=6))

    assert (measured.passed, measured.required) == (None, "不低于 6 页")
    assert pages.show(facts.document()) == ""
    assert pages.show(facts.document(pages=1_200)) == "1,200 页"
