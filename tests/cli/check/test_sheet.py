"""The table of findings (检查意见表): widths, colours, progress."""

import sys
from pathlib import Path

import pytest

from kepu.cli.check import sheet


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("时长", 4), ("分辨率 1280×720", 15), ("（一）", 6), ("“引”", 4)],
)
def test_a_han_character_takes_two_columns(text, columns):
    assert sheet.width(text) == columns
    assert sheet.width(sheet.padded(text, 20)) == 20


def test_colours_are_for_terminals_only(monkeypatch):
    plain = sheet.tinted("须修改", "block")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    red = sheet.tinted("须修改", "block")
    monkeypatch.setenv("NO_COLOR", "1")

    assert (plain, red) == ("须修改", "\x1b[31m须修改\x1b[0m")
    assert sheet.tinted("须修改", "block") == "须修改"


def test_progress_is_shown_on_a_terminal_for_many_files(monkeypatch, capsys):
    sheet.progress(1, 3, Path("a.mp4"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    sheet.progress(1, 1, Path("a.mp4"))
    sheet.progress(2, 3, Path("月球.mp4"))

    sheet.hush()

    assert capsys.readouterr().err == "\r\x1b[K检查 2/3 月球.mp4\r\r\x1b[K"
