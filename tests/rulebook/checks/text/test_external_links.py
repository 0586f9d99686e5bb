"""A text names no web addresses (外部链接)."""

from kepu.rulebook.checks.text import external_links
from make import facts

TWO = facts.read(links=("example.org", "https://example.com/a"))


def test_a_text_without_links_passes():
    text = facts.text(read=facts.read())

    measured = external_links.check(text, facts.given(), external_links.Limits())

    assert (measured.passed, measured.says) == (True, "没有发现外部链接")


def test_links_are_named():
    text = facts.document(read=TWO)

    measured = external_links.check(text, facts.given(), external_links.Limits())

    assert (measured.passed, measured.measured) == (False, "2 处链接")
    assert measured.says == "发现外部链接：example.org、https://example.com/a"


def test_as_many_as_are_allowed_pass():
    allowed = external_links.Limits(at_most=2)

    measured = external_links.check(facts.text(read=TWO), facts.given(), allowed)

    assert (measured.passed, measured.required) == (True, "不超过 2 处")


def test_an_unread_text_stays_open():
    text = facts.text()

    assert external_links.check(text, facts.given(), external_links.Limits()).passed is None
    assert external_links.show(text) == ""
