"""A film for slow lines (标清): 480 lines of H.264 and AAC that play from the first bytes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
from av.filter import Graph

from kepu.media.measures import Tell, Unreadable, film, unheard

SHORT_SIDE, MOST_FRAMES = 480, 30
PICTURE = {"preset": "veryfast", "crf": "25", "maxrate": "1200k", "bufsize": "2400k"}
RATE, LAYOUT, BIT_RATE = 44_100, "stereo", 96_000
FILM, SOUND = "film-480", "sound-96"
LIGHT = {"mp3": {"mp3", "mp3float"}, "m4a": {"aac"}, "mp4": {"aac"}}  # that every browser plays
ENOUGH_HEARD = 160_000  # bits a second: not worth making smaller
TICKS = Fraction(1, 90_000)
ENOUGH = {"h264"}  # at this size already small enough to be sent as it is
TURNS = {90: "transpose=cclock", -90: "transpose=clock", 180: "hflip vflip", -180: "hflip vflip"}


def reel(source: Path, form: str, folder: Path, *, tell: Tell = unheard) -> None:
    """Write the small film or sound into a folder; of what is small already there is none."""
    with film.opened(source, form) as container:
        stream = next((one for one in container.streams.video if not film.is_cover(one)), None)
        if stream is None:
            _sound(container, form, folder / SOUND, tell)
        elif not _is_small(stream, form):
            stream.thread_type = "AUTO"
            turn = _turn(source, form)
            with _writing(folder / FILM, "mp4", container) as out:
                _encode(container, Pictures(stream, turn, out), out, tell)


def _writing(made: Path, kind: str, container: Any) -> Any:
    """Open the file to be made: it plays from its first bytes on, and keeps the label."""
    moving = {"movflags": "+faststart+use_metadata_tags"}
    out = av.open(str(made), "w", format=kind, options=moving)
    out.metadata.update(film.labels(container))
    return out


def _encode(container: Any, pictures: Pictures, out: Any, tell: Tell) -> None:
    stream, heard = pictures.stream, next(iter(container.streams.audio), None)
    sounds, far = Sounds(out) if heard is not None else None, film.Far(container, tell)
    for packet in container.demux(*filter(None, (stream, heard))):
        far.at(packet)
        for frame in _decoded(packet):
            if packet.stream is stream:
                pictures.take(frame)
            elif sounds:
                sounds.take(frame)
    pictures.take(None)
    if sounds:
        sounds.take(None)


def _sound(container: Any, form: str, made: Path, tell: Tell) -> None:
    heard = container.streams.audio[0]
    codec = heard.codec_context.codec.canonical_name
    if form in LIGHT and codec in LIGHT[form] and (container.bit_rate or 0) <= ENOUGH_HEARD:
        return
    with _writing(made, "ipod", container) as out:
        sounds, far = Sounds(out), film.Far(container, tell)
        for packet in container.demux(heard):
            far.at(packet)
            for frame in _decoded(packet):
                sounds.take(frame)
        sounds.take(None)


class Pictures:
    """The pictures: scaled, upright, with square pixels."""

    def __init__(self, stream: Any, turn: str, out: Any) -> None:
        self.stream, self.out = stream, out
        width, height = _small(stream.width * float(stream.sample_aspect_ratio or 1), stream.height)
        pace = float(stream.average_rate or MOST_FRAMES)
        self.track = out.add_stream("libx264", rate=max(1, round(min(pace, MOST_FRAMES))))
        sideways = turn.startswith("transpose")
        self.track.width, self.track.height = (height, width) if sideways else (width, height)
        self.track.pix_fmt, self.track.options = "yuv420p", PICTURE
        self.track.codec_context.time_base = TICKS
        steps = [f"scale={width}:{height}", "setsar=1", *turn.split(), "format=yuv420p"]
        self.graph = _laid(stream, steps + [f"fps={MOST_FRAMES}"] * (pace > MOST_FRAMES + 1))

    def take(self, frame: Any) -> None:
        """Encode a picture; None: there are no more."""
        self.graph.push(frame)
        for drawn in _pulled(self.graph):
            drawn.pict_type = 0
            self.out.mux(self.track.encode(drawn))
        if frame is None:
            self.out.mux(self.track.encode(None))


class Sounds:
    """The sound: stereo, of one rate."""

    def __init__(self, out: Any) -> None:
        self.out = out
        self.track = out.add_stream("aac", rate=RATE)
        self.track.layout, self.track.bit_rate = LAYOUT, BIT_RATE
        self.tuned = av.AudioResampler(format="fltp", layout=LAYOUT, rate=RATE)

    def take(self, frame: Any) -> None:
        """Encode a piece of sound; None: there is no more."""
        for piece in self.tuned.resample(frame):
            self.out.mux(self.track.encode(piece))
        if frame is None:
            self.out.mux(self.track.encode(None))


def _laid(stream: Any, steps: Iterable[str]) -> Graph:
    """Lay filters in a row."""
    graph = Graph()
    at = graph.add_buffer(template=stream)
    for name, _, how in (step.partition("=") for step in steps):
        after = graph.add(name, how) if how else graph.add(name)
        at.link_to(after)
        at = after
    at.link_to(graph.add("buffersink"))
    graph.configure()
    return graph


def _turn(source: Path, form: str) -> str:
    """Ask the first picture how the camera was held; gives the filters that set it upright."""
    with film.opened(source, form) as container:
        first = next(container.decode(container.streams.video[0]), None)
    if first is None:
        raise Unreadable("影片里没有一幅能解码的画面")
    return TURNS.get(round(first.rotation), "")


def _decoded(packet: Any) -> Iterator[Any]:
    """Decode what can be decoded; a torn picture is left out."""
    with suppress(av.error.InvalidDataError):
        yield from packet.decode()


def _pulled(graph: Any) -> Iterator[Any]:
    with suppress(av.error.BlockingIOError, av.error.EOFError):
        while True:
            yield graph.pull()


def _small(width: float, height: float) -> tuple[int, int]:
    """Bring the short side to 480, both sides to even numbers, and nothing larger than it is."""
    part = min(1.0, SHORT_SIDE / min(width, height))
    return max(2, round(width * part / 2) * 2), max(2, round(height * part / 2) * 2)


def _is_small(stream: Any, form: str) -> bool:
    codec = stream.codec_context.codec.canonical_name
    low = min(stream.width, stream.height) <= SHORT_SIDE
    return low and codec in ENOUGH and form == "mp4"
