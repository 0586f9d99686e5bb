"""Probes films and sounds (视频、音频) without decoding; sizes are of the picture as shown."""

from pathlib import Path
from typing import Any

import av
import av.error
import av.logging

from kepu.media.measures import MOST_TOLD, Tell, Unreadable, boxes
from kepu.media.measures.label import NAME
from kepu.rulebook.facts import Facts, SoundFacts, VideoFacts

# The demuxer is ours to choose: left to guess, a playlist named .mp4 could open other files.
DEMUXERS = {
    **dict.fromkeys(("mp4", "mov", "m4a", "3gp"), "mov"),
    **dict.fromkeys(("mkv", "webm"), "matroska"),
    "avi": "avi",
    "flv": "flv",
    "wmv": "asf",
    "mpg": "mpeg",
    "ts": "mpegts",
    "wav": "wav",
    "mp3": "mp3",
    "flac": "flac",
    "aac": "aac",
    "ogg": "ogg",
}
BOXED = {"mp4", "mov", "m4a", "3gp"}
SECONDS = 1_000_000
USUAL = (16 / 9, 9 / 16)  # shapes of films with square pixels
NEAR = 0.01
_ALONE = {"threads": "1"}
_BRIEF = {"probesize": "32", "analyzeduration": "1", "fpsprobesize": "0", "skip_frame": "all"}

av.logging.set_level(None)


def opened(path: Path, form: str, **options: Any) -> Any:
    """Open a film with the demuxer of its format and nothing but that file."""
    return av.open(f"file:{path}", format=DEMUXERS[form], metadata_errors="ignore", **options)


def probe(path: Path, bare: Facts) -> Facts:
    """Take the facts that the container states."""
    form = bare.format
    if form in BOXED:
        boxes.insist_whole(path, bare.size)
    try:
        with opened(path, form, options=_ALONE | (_BRIEF if form in BOXED else {})) as container:
            return _facts(container, path, bare)
    except (av.error.FFmpegError, ValueError) as error:
        raise Unreadable("打不开：内容已损坏，或不是完整的音视频文件") from error


def _facts(container: Any, path: Path, bare: Facts) -> Facts:
    films = [stream for stream in container.streams.video if not is_cover(stream)]
    sound = next(iter(container.streams.audio), None)
    if not films and sound is None:
        raise Unreadable("里面没有画面，也没有声音")
    length = container.duration / SECONDS if container.duration else None
    about: dict[str, Any] = {
        **{name: getattr(bare, name) for name in ("sha256", "size", "format", "mime", "probe")},
        **_heard(sound),
        "duration": length,
        "bit_rate": bare.size * 8 / length if length else None,
    }
    if films:
        subtitles = len(container.streams.subtitles)
        return VideoFacts(subtitle_streams=subtitles, **about, **_seen(films[0], path, bare))
    if bare.format in BOXED:
        about |= {"format": "m4a", "mime": "audio/mp4"}
    return SoundFacts(**about)


def label(path: Path, form: str) -> str:
    """Give what the container says of machines that made it."""
    try:
        with opened(path, form, options=_ALONE) as container:
            return next(iter(labels(container).values()), "")
    except av.error.FFmpegError:
        return ""


def labels(container: Any) -> dict[str, str]:
    """Keep the label of made-up films and sounds, and nothing of who and where."""
    return {key: value for key, value in container.metadata.items() if key.upper() == NAME}


def is_cover(stream: Any) -> bool:
    """Say whether a picture stream is only the cover of a sound (封面)."""
    return bool(stream.disposition & stream.disposition.attached_pic)


def _seen(film: Any, path: Path, bare: Facts) -> dict[str, Any]:
    if film.codec_context is None:
        return {}  # a picture in a coding that nobody here knows
    height = film.height or None
    width = round(film.width * _pixel(film, path, bare.format)) or None
    if bare.format in BOXED and boxes.turned(path, bare.size):
        width, height = height, width
    pace = film.average_rate or film.guessed_rate
    rate = float(pace) if pace else None
    return {"width": width, "height": height, "frame_rate": rate, "video_codec": _codec(film)}


def _pixel(film: Any, path: Path, form: str) -> float:
    """Take the shape of a pixel from the container; for an odd picture ask the decoder too."""
    shape = film.sample_aspect_ratio
    wide = film.width / (film.height or 1)
    usual = any(abs(wide - known) < NEAR for known in USUAL)
    if shape is None and form in BOXED and not usual:
        with opened(path, form, options=_ALONE) as container:
            shape = container.streams[film.index].sample_aspect_ratio
    return float(shape or 1)


def _heard(sound: Any) -> dict[str, Any]:
    if sound is None:
        return {}
    context = sound.codec_context
    rate, channels = (context.sample_rate, context.channels) if context else (None, None)
    return {"audio_codec": _codec(sound), "sample_rate": rate, "channels": channels}


def _codec(stream: Any) -> str:
    context = stream.codec_context
    return str(context.codec.canonical_name) if context else ""


class Far:
    """Tells how far the work on a film or sound is, by the times of what is read."""

    def __init__(self, container: Any, tell: Tell) -> None:
        self.lasts, self.tell, self.part = (container.duration or 0) / SECONDS, tell, 0

    def at(self, packet: Any) -> None:
        """Look at a packet."""
        if packet.dts is None or not self.lasts:
            return
        part = min(MOST_TOLD, int(100 * packet.dts * packet.time_base / self.lasts))
        if part > self.part:
            self.part = part
            self.tell(part)
