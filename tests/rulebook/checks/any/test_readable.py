"""The file opens (可读)."""

from kepu.rulebook.checks.any import readable
from make import facts


def test_a_file_that_opens_is_readable():
    measured = readable.check(facts.video(), facts.given(), readable.Limits())

    assert (measured.passed, measured.says, measured.cure) == (True, "文件能正常打开", "")


def test_a_damaged_file_says_why_and_what_to_do():
    broken = facts.video(readable=False, trouble="文件不完整：缺少索引（moov）")

    measured = readable.check(broken, facts.given(), readable.Limits())

    assert (measured.passed, measured.says) == (False, "文件不完整：缺少索引（moov）")
    assert "重新" in measured.cure
