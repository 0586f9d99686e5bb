"""Facts of files that never were, with honest defaults; name only what the test is about."""

from typing import Any

from kepu.rulebook.facts import (
    DocumentFacts,
    Facts,
    PictureFacts,
    Play,
    Read,
    Scan,
    SoundFacts,
    TextFacts,
    VideoFacts,
)
from kepu.rulebook.measured import Given

BARE: dict[str, Any] = {"sha256": "0" * 64, "size": 200_000_000, "probe": 1}


def plain(**said: Any) -> Facts:
    return Facts(**BARE | said)


def video(**said: Any) -> VideoFacts:
    honest = {"format": "mp4", "width": 1920, "height": 1080, "duration": 300.0}
    return VideoFacts(**BARE | honest | said)


def sound(**said: Any) -> SoundFacts:
    return SoundFacts(**BARE | {"format": "mp3", "duration": 300.0} | said)


def picture(**said: Any) -> PictureFacts:
    return PictureFacts(**BARE | {"format": "jpg", "width": 3508, "height": 2480} | said)


def document(**said: Any) -> DocumentFacts:
    return DocumentFacts(**BARE | {"format": "docx"} | said)


def text(**said: Any) -> TextFacts:
    return TextFacts(**BARE | {"format": "txt", "encoding": "utf-8"} | said)


def scan(**said: Any) -> Scan:
    return Scan(version=1, **said)


def read(**said: Any) -> Read:
    return Read(version=1, **said)


def play(**said: Any) -> Play:
    return Play(version=1, **said)


def given(**said: Any) -> Given:
    return Given(**said)
