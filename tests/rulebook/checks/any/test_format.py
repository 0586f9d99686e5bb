"""The content is of a format asked for (格式)."""

import pytest

from kepu.rulebook.checks.any import format as file_format
from make import facts


@pytest.mark.parametrize(
    ("form", "one_of", "name", "passed", "says"),
    [
        ("mp4", ("mp4",), "a.mp4", True, "格式 MP4"),
        ("mov", ("mp4",), "a.mp4", False, "格式 MOV，文件名却是 .mp4"),
        ("mov", ("mp4", "mov"), "a.mp4", True, "格式 MOV，文件名却是 .mp4"),
        ("mp4", ("mp4",), "a.M4V", True, "格式 MP4"),
        ("mkv", ("mp4", "mov"), "a.mkv", False, "格式 MKV"),
        ("jpg", ("jpeg",), "a.jpeg", True, "格式 JPG"),
        ("png", ("jpg",), "a.jpg", False, "格式 PNG，文件名却是 .jpg"),
        ("txt", ("jpg",), "a.jpg", False, "格式 纯文本，文件名却是 .jpg"),
        ("doc", ("docx", "wps"), "a.wps", True, "格式 DOC（Word）"),
        ("", ("mp4",), "a.mp4", False, "认不出是什么格式"),
        ("mp4", ("mp4",), "没有扩展名", True, "格式 MP4"),
    ],
)
def test_format(form, one_of, name, passed, says):
    limits = file_format.Limits(one_of=one_of)

    measured = file_format.check(facts.video(format=form), facts.given(file_name=name), limits)

    assert (measured.passed, measured.says) == (passed, says)


def test_a_wrong_format_is_not_cured_by_a_new_name():
    limits = file_format.Limits(one_of=("mp4", "mov"))

    measured = file_format.check(facts.video(format="mkv"), facts.given(), limits)

    assert measured.required == "MP4 或 MOV"
    assert "只改文件名不会改变格式" in measured.cure
