"""字幕: the film has a track of Chinese subtitles; those drawn into the picture are not seen."""

from dataclasses import dataclass

from kepu.rulebook.facts import Facts, Tier, VideoFacts
from kepu.rulebook.measured import Given, Measured, unknown

OF: tuple[type[Facts], ...] = (VideoFacts,)
TIER = Tier.PLAY
CHINESE = {"chi", "zho", "zh", "cmn", "yue"}
REQUIRED = "有中文字幕"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Nothing to set."""


def show(facts: VideoFacts) -> str:
    tracks = facts.play.subtitles if facts.play else ()
    return f"{len(tracks)} 条字幕轨" if tracks else ""


def check(facts: VideoFacts, given: Given, limits: Limits) -> Measured:
    tracks, shown = facts.play.subtitles if facts.play else (), show(facts)
    if any(track.partition("-")[0] in CHINESE for track in tracks):
        says = "文件带有中文字幕轨"
        return Measured(passed=True, measured=shown, required=REQUIRED, says=says)
    says = f"文件带有 {shown}，没有写明是中文" if tracks else "文件不带字幕轨"
    return unknown(f"{says}；压在画面上的字幕要人来看", measured=shown, required=REQUIRED)
