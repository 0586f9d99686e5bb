"""Films and sounds that FFmpeg's own sources draw and hum, scene after scene, really encoded."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.filter import Graph

RATE, PICTURES = 48_000, 10
CODECS = {".wav": ("wav", "pcm_s16le"), ".mp3": ("mp3", "libmp3lame"), ".m4a": ("ipod", "aac")}


def reel(
    path: Path,
    scenes: Sequence[tuple[str, float]] = (),
    sounds: Sequence[tuple[str, float]] = (),
    *,
    size: str = "160x90",
    late: float = 0,
    kind: str = "mp4",
) -> Path:
    """Encode scenes of a picture source and sounds of a sound source, each so many seconds long.

    ``late`` is by how many seconds the sound begins after the picture.
    """
    with av.open(str(path), "w", format=kind) as out:
        tracks = []
        if scenes:
            track = out.add_stream("libx264", rate=PICTURES)
            track.width, track.height = map(int, size.split("x"))
            track.pix_fmt, track.options = "yuv420p", {"preset": "ultrafast", "g": "20"}
            tracks.append((track, list(_drawn(scenes, size))))
        if sounds:
            track = out.add_stream("aac", rate=RATE)
            track.layout = "mono"
            tracks.append((track, list(_heard(sounds, late=late))))
        for track, frames in tracks:
            for frame in [*frames, None]:
                out.mux(track.encode(frame))
    return path


def sound(path: Path, sounds: Sequence[tuple[str, float]], *, layout: str = "mono") -> Path:
    """Encode sounds alone, by the ending of the name."""
    kind, codec = CODECS[path.suffix]
    with av.open(str(path), "w", format=kind) as out:
        track = out.add_stream(codec, rate=RATE)
        track.layout = layout
        for frame in _heard(sounds, form=track.codec_context.format.name, layout=layout):
            out.mux(track.encode(frame))
        out.mux(track.encode(None))
    return path


def subtitled(path: Path, film: Path, language: str) -> Path:
    """Put a film and a track of subtitles into one file."""
    words = path.with_suffix(".srt")
    words.write_text("1\n00:00:00,000 --> 00:00:02,000\n月亮\n", encoding="utf-8")
    with av.open(str(film)) as seen, av.open(str(words)) as said, av.open(str(path), "w") as out:
        sources = (seen.streams.video[0], said.streams.subtitles[0])
        tracks = [out.add_stream_from_template(source) for source in sources]
        if language:
            tracks[1].metadata["language"] = language
        for source, track in zip(sources, tracks, strict=True):
            for packet in source.container.demux(source):
                if packet.dts is not None:
                    packet.stream = track
                    out.mux(packet)
    return path


def _drawn(scenes, size):
    at = 0
    for source, seconds in scenes:
        mark = ":" if "=" in source else "="
        steps = f"{source}{mark}s={size}:r={PICTURES}:d={seconds}", "format=yuv420p", "buffersink"
        for frame in _pulled(steps):
            frame.pts, frame.time_base, frame.pict_type = at, Fraction(1, PICTURES), 0
            at += 1
            yield frame


def _heard(sounds, *, late=0, form="fltp", layout="mono"):
    at = round(late * RATE)
    for source, seconds in sounds:
        first, *more = source.split(",")
        steps = (
            first,
            *more,
            f"atrim=duration={seconds}",
            f"aformat=sample_fmts={form}:channel_layouts={layout}:sample_rates={RATE}",
            "asetnsamples=n=1024:p=0",
            "abuffersink",
        )
        for frame in _pulled(steps):
            frame.pts, frame.time_base = at, Fraction(1, RATE)
            at += frame.samples
            yield frame


def _pulled(steps):
    graph, at = Graph(), None
    for name, _, how in (step.partition("=") for step in steps):
        after = graph.add(name, how) if how else graph.add(name)
        if at:
            at.link_to(after)
        at = after
    graph.configure()
    while True:
        try:
            yield graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
