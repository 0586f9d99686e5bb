"""Telephones and links are counted (商业广告); whether they advertise is for people to say."""

import pytest

from kepu.rulebook.checks.text import advertising
from make import facts


@pytest.mark.parametrize(
    ("phones", "links", "says"),
    [
        (2, ("example.org",), "文中有 2 个电话、1 处链接；是不是广告，要人来看"),
        (0, (), "文中没有电话和链接；是不是广告，要人来看"),
    ],
)
def test_advertising(phones, links, says):
    text = facts.text(read=facts.read(phones=phones, links=links))

    measured = advertising.check(text, facts.given(), advertising.Limits())

    assert (measured.passed, measured.says) == (None, says)
    assert measured.measured == advertising.show(text)


def test_an_unread_text_shows_nothing():
    assert advertising.show(facts.text()) == ""
