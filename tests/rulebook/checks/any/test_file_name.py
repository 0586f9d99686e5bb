"""The file is named as the notice asks (文件名)."""

import pytest

from kepu.rulebook.checks.any import file_name
from make import facts

LIMITS = file_name.Limits(pattern="{province}{org}{title}")
SAID = {"province": "河南省", "org": "示例科技馆", "title": "月球"}


@pytest.mark.parametrize(
    ("name", "passed"),
    [
        ("河南省示例科技馆月球.mp4", True),
        ("河南省+示例科技馆+月球.mp4", True),
        ("河南省 示例科技馆_月球.mp4", True),
        ("月球.mp4", False),
        ("河南省示例科技馆火星.mp4", False),
    ],
)
def test_file_name(name, passed):
    measured = file_name.check(facts.video(), facts.given(file_name=name, **SAID), LIMITS)

    assert measured.passed is passed
    assert ("应为“河南省示例科技馆月球”" in measured.says) is not passed


def test_a_form_not_filled_in_leaves_the_name_open():
    measured = file_name.check(facts.video(), facts.given(file_name="a.mp4", title="月球"), LIMITS)

    assert (measured.passed, measured.says) == (None, "没有填写省、报送单位，无法核对文件名")
    assert measured.required == "“省”“报送单位”“作品名称”"
    assert file_name.show(facts.video()) == ""
