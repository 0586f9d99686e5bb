"""What a machine made says so (人工智能生成标识); what says nothing is left to people."""

import pytest

from kepu.rulebook.checks.any import ai_label
from kepu.rulebook.facts import Label
from make import facts


@pytest.mark.parametrize(
    ("label", "passed", "says"),
    [
        (Label(kind="1", producer="演示"), True, "文件自己写明由人工智能生成，生成服务 演示"),
        (Label(kind="3"), True, "文件自己写明疑似由人工智能生成"),
        (Label(kind="9"), None, "文件里有人工智能生成的标识，但写法不合国家标准，读不懂"),
        (None, None, "文件里没有人工智能生成的标识；是不是机器生成的，要人来看"),
    ],
)
def test_ai_label(label, passed, says):
    picture = facts.picture(read=facts.read(label=label))

    measured = ai_label.check(picture, facts.given(), ai_label.Limits())

    assert (measured.passed, measured.says) == (passed, says)
    assert measured.measured == ai_label.show(picture)


def test_an_unread_file_shows_nothing():
    assert ai_label.show(facts.plain()) == ""
