"""The film brings Chinese subtitles (字幕), or a person looks for them in the picture."""

import pytest

from kepu.rulebook.checks.video import subtitles
from make import facts

DRAWN = "；压在画面上的字幕要人来看"


@pytest.mark.parametrize(
    ("tracks", "passed", "says"),
    [
        (("chi",), True, "文件带有中文字幕轨"),
        (("eng", "zh-Hans"), True, "文件带有中文字幕轨"),
        (("eng",), None, "文件带有 1 条字幕轨，没有写明是中文" + DRAWN),
        (("",), None, "文件带有 1 条字幕轨，没有写明是中文" + DRAWN),
        ((), None, "文件不带字幕轨" + DRAWN),
    ],
)
def test_subtitles(tracks, passed, says):
    film = facts.video(play=facts.play(subtitles=tracks))

    measured = subtitles.check(film, facts.given(), subtitles.Limits())

    assert (measured.passed, measured.says) == (passed, says)
    assert measured.measured == (f"{len(tracks)} 条字幕轨" if tracks else "")


def test_an_unplayed_film_stays_open():
    assert subtitles.check(facts.video(), facts.given(), subtitles.Limits()).passed is None
