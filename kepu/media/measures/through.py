"""Plays films and sounds through, once (通看): how loud, and where silent, black or still."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import suppress
from math import inf, log10
from pathlib import Path
from typing import Any

import av.error
from av.filter import Graph

from kepu.media.measures import VERSIONS, Tell, Unreadable, film, unheard
from kepu.rulebook.facts import Play, Stretch, Tier

SIDE = 320  # pixels across: enough to see that nothing moves
BLACK, STILL, SILENT = 0.5, 2.0, 1.0  # seconds; what is shorter is a cut or a breath
STILL_BELOW = 0.001  # mean difference of two pictures, 0 to 1: -60 dB
QUIET = -60.0  # dBFS; a tenth of a second below it is silent
NOTHING = -80.0  # dBFS; no room is so quiet, the sound is off
FLOOR = 10  # one tenth in so many is as quiet as the floor, or quieter
FULL = -0.001  # dBFS of the loudest sample that 16 bits hold
ENOUGH = 60.0  # seconds; what is shorter has too few parts for EBU Tech 3342 to call it a swing
MANY = 50
LOUDNESS, LEVEL = "lavfi.r128.", "lavfi.astats.Overall."
LEVELS = "measure_overall=Peak_level+RMS_level+Peak_count+Number_of_samples"


def play(path: Path, form: str, tell: Tell = unheard) -> Play:
    """Decode all sound, and all pictures but those that no other is drawn from."""
    try:
        with film.opened(path, form) as container:
            return _played(container, tell)
    except av.error.FFmpegError as error:
        raise Unreadable("播放到一半读不下去：内容已损坏，或没有传完") from error


def _played(container: Any, tell: Tell) -> Play:
    start = (container.start_time or 0) / film.SECONDS
    films = (one for one in container.streams.video if not film.is_cover(one))
    eye = Eye(next(films, None), start)
    ear = Ear(next(iter(container.streams.audio), None), start)
    senses = {sense.stream.index: sense for sense in (eye, ear) if sense.graph}
    far = film.Far(container, tell)
    if senses:
        for packet in container.demux([sense.stream for sense in senses.values()]):
            far.at(packet)
            senses[packet.stream_index].take(packet)
    told = (stream.language or "" for stream in container.streams.subtitles)
    version = VERSIONS[Tier.PLAY]
    return Play(version=version, subtitles=tuple(told), **eye.facts(), **ear.facts())


class Runs:
    """Stretches of a kind, the longest of them."""

    def __init__(self, least: float) -> None:
        self.least, self.since, self.found = least, inf, list[Stretch]()

    def begin(self, at: float) -> None:
        self.since = min(self.since, at)

    def end(self, at: float) -> None:
        if at - self.since >= self.least:
            self.found.append(_stretch(self.since, at))
        self.since = inf

    def longest(self) -> tuple[Stretch, ...]:
        kept = sorted(self.found, key=lambda one: -one.lasts)[:MANY]
        return tuple(sorted(kept, key=lambda one: one.at))


class Sense:
    """Takes one stream in, packet by packet, through a row of filters that tell what they see."""

    def __init__(self, stream: Any, start: float) -> None:
        self.stream, self.start = stream, start
        self.first, self.last = inf, -inf
        self.graph: Graph | None = None

    def take(self, packet: Any) -> None:
        """Take one packet in; the last one is empty and brings what was held back."""
        if packet.pts is not None and not packet.is_discard:
            at = float(packet.pts * packet.time_base) - self.start
            lasts = float((packet.duration or 0) * packet.time_base)
            self.first, self.last = min(self.first, at), max(self.last, at + lasts)
        for frame in _decoded(packet):
            self._push(frame)
        if packet.pts is None and not packet.size:
            self._push(None)

    def lasts(self) -> Stretch | None:
        """Say from when to when something came."""
        return _stretch(max(self.first, 0.0), self.last) if self.first < self.last else None

    def note(self, at: float, said: dict[str, str]) -> None:
        """Hear what the filters say of a moment."""
        raise NotImplementedError

    def _push(self, frame: Any) -> None:
        """Send a frame through; a stream that changes its form on the way is followed no more."""
        if self.graph is None:
            return
        try:
            self.graph.push(frame)
            for out in _pulled(self.graph):
                self.note((out.time or 0) - self.start, out.metadata)
        except (av.error.FFmpegError, ValueError):
            self.graph = None


class Eye(Sense):
    """Sees where the picture is black, and where it stands still."""

    def __init__(self, stream: Any, start: float) -> None:
        super().__init__(stream, start)
        self.black, self.frozen = Runs(BLACK), Runs(STILL)
        if stream is None or stream.codec_context is None:
            return
        stream.thread_type, stream.codec_context.skip_frame = "NONE", "NONREF"
        graph = Graph()
        self.graph = _laid(
            graph,
            graph.add_buffer(template=stream),
            ("scale", f"{min(SIDE, stream.width)}:-2:flags=fast_bilinear"),
            ("format", "yuv420p"),
            ("blackdetect", "d=0"),
            ("freezedetect", f"n={STILL_BELOW}:d={STILL}"),
            ("buffersink", ""),
        )

    def note(self, at: float, said: dict[str, str]) -> None:
        if "lavfi.black_start" in said:
            self.black.begin(at)
        if "lavfi.black_end" in said:
            self.black.end(at)
        if since := said.get("lavfi.freezedetect.freeze_start"):
            self.frozen.begin(float(since) - self.start)
        if "lavfi.freezedetect.freeze_end" in said:
            self.frozen.end(at)

    def facts(self) -> dict[str, Any]:
        if self.graph is None:
            return {}
        self.black.end(self.last)
        self.frozen.end(self.last)
        black = self.black.longest()
        frozen = tuple(one for one in self.frozen.longest() if not _within(one, black))
        return {"seen": self.lasts(), "black": black, "frozen": frozen}


class Ear(Sense):
    """Hears how loud it is, tenth by tenth of a second and in all."""

    def __init__(self, stream: Any, start: float) -> None:
        super().__init__(stream, start)
        self.silent, self.levels = Runs(SILENT), array("f")
        self.samples = self.full = 0.0
        self.said: dict[str, str] = {}
        if stream is None or stream.codec_context is None:
            return
        graph = Graph()
        self.graph = _laid(
            graph,
            graph.add_abuffer(template=stream),
            ("ebur128", "metadata=1:peak=true:framelog=quiet"),
            ("aformat", "sample_fmts=s16"),  # what lies above full scale is cut off, and counted
            ("astats", f"metadata=1:reset=1:measure_perchannel=none:{LEVELS}"),
            ("abuffersink", ""),
        )

    def note(self, at: float, said: dict[str, str]) -> None:
        level = float(said[f"{LEVEL}RMS_level"])
        if level < QUIET:
            self.silent.begin(at)
        else:
            self.silent.end(at)
        if level > NOTHING:
            self.levels.append(level)
        self.samples += float(said[f"{LEVEL}Number_of_samples"])
        if float(said[f"{LEVEL}Peak_level"]) >= FULL:
            self.full += float(said[f"{LEVEL}Peak_count"])
        if f"{LOUDNESS}I" in said:  # not in what is left over at the end
            self.said = said

    def facts(self) -> dict[str, Any]:
        if self.graph is None or not self.said:
            return {}
        self.silent.end(self.last)
        lasts, peak = self.lasts(), float(self.said[f"{LOUDNESS}true_peak"])
        long = lasts is not None and lasts.lasts >= ENOUGH
        return {
            "heard": lasts,
            "loudness": round(float(self.said[f"{LOUDNESS}I"]), 1),
            "swing": round(float(self.said[f"{LOUDNESS}LRA"]), 1) if long else None,
            "peak": round(20 * log10(peak), 1) if peak > 0 else None,
            "clipped": round(self.full / self.samples, 5),
            "silent": self.silent.longest(),
            "floor": _floor(self.levels),
        }


def _floor(levels: array[float]) -> float | None:
    return round(sorted(levels)[len(levels) // FLOOR], 1) if levels else None


def _within(one: Stretch, others: tuple[Stretch, ...]) -> bool:
    """Say whether most of a stretch lies in one of the others."""
    middle = one.at + one.lasts / 2
    return any(other.at <= middle <= other.at + other.lasts for other in others)


def _stretch(since: float, until: float) -> Stretch:
    return Stretch(at=round(since, 2), lasts=round(until - since, 2))


def _laid(graph: Graph, at: Any, *steps: tuple[str, str]) -> Graph | None:
    """Lay filters in a row; None where they cannot take what the stream claims to be."""
    try:
        for name, how in steps:
            after = graph.add(name, how) if how else graph.add(name)
            at.link_to(after)
            at = after
        graph.configure()
    except (av.error.FFmpegError, ValueError):
        return None
    return graph


def _decoded(packet: Any) -> Iterator[Any]:
    """Decode what can be decoded; a torn piece is left out."""
    with suppress(av.error.InvalidDataError):
        yield from packet.decode()


def _pulled(graph: Graph) -> Iterator[Any]:
    with suppress(av.error.BlockingIOError, av.error.EOFError):
        while True:
            yield graph.pull()
