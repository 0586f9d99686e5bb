"""The file is neither too small nor too large (文件大小)."""

import pytest

from kepu.rulebook.checks.any import file_size
from make import facts


@pytest.mark.parametrize(
    ("size", "passed", "says"),
    [
        (99_999_999, False, "大小 100.0 MB（99,999,999 字节），小于 100.0 MB（100,000,000 字节）"),
        (100_000_000, True, "大小 100.0 MB（100,000,000 字节）"),
        (314_572_800, True, "大小 314.6 MB（314,572,800 字节）"),
        (
            314_572_801,
            False,
            "大小 314.6 MB（314,572,801 字节），大于 314.6 MB（314,572,800 字节）",
        ),
    ],
)
def test_file_size(size, passed, says):
    limits = file_size.Limits(at_least=100_000_000, at_most=314_572_800)

    measured = file_size.check(facts.video(size=size), facts.given(), limits)

    assert (measured.passed, measured.says) == (passed, says)
    assert measured.required == "100.0 MB–314.6 MB"


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0 字节"),
        (999, "999 字节"),
        (1_500, "1.5 kB（1,500 字节）"),
        (2 * 10**9, "2.0 GB（2,000,000,000 字节）"),
    ],
)
def test_a_size_is_shown_to_the_byte(size, shown):
    assert file_size.show(facts.plain(size=size)) == shown


def test_a_small_bound_is_worded_in_bytes():
    measured = file_size.check(facts.plain(size=5), facts.given(), file_size.Limits(at_most=999))

    assert measured.required == "不超过 999 字节"
