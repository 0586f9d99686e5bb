"""Scans films (视频): when each picture comes, and QR codes in sampled pictures."""

from array import array
from collections import deque
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from statistics import median
from typing import Any

import av.error
from PIL import Image

from kepu.media.measures import VERSIONS, Unreadable, film, qr
from kepu.rulebook.facts import Gap, QrCode, Scan, Tier

LONGER = 2.5  # times the usual interval: at least two pictures are missing
UNSTEADY = 0.05  # part of the intervals that may differ before the rate is called variable
NEAR = 0.3  # part of the usual interval that still counts as usual
GAPS = 50
LOOKS = 30
FORWARD = 48  # pictures decoded from a key picture on, to come near the moment wanted
PIXELS = 3_000_000_000  # decoded at most in all looks together: 1,450 pictures of 1080P
SIDE = 1_280


def scan(path: Path, form: str) -> Scan:
    """Walk all packets of the picture, then look at some pictures for QR codes."""
    try:
        with film.opened(path, form) as container:
            stream = container.streams.video[0]
            times = _times(container, stream)
            codes = tuple(_codes(container, stream, times)) if stream.codec_context else None
    except av.error.FFmpegError as error:
        raise Unreadable("播放到一半读不下去：内容已损坏，或没有传完") from error
    gaps, steady = rhythm(times)
    lasts = times[-1] - times[0] if times else None
    return Scan(version=VERSIONS[Tier.SCAN], gaps=gaps, steady=steady, lasts=lasts, qr_codes=codes)


def rhythm(times: "array[float]") -> tuple[tuple[Gap, ...], bool]:
    """Find the holes in a row of times, and say whether the rest come regularly."""
    steps = [after - before for before, after in pairwise(times) if after > before]
    if not steps:
        return (), True
    usual = median(steps)
    odd = sum(1 for step in steps if abs(step - usual) > usual * NEAR)
    holes = (
        Gap(at=round(before + usual, 3), lasts=round(after - before - usual, 3))
        for before, after in pairwise(times)
        if after - before > usual * LONGER
    )
    found = tuple(hole for hole, _ in zip(holes, range(GAPS), strict=False))
    return found, odd <= len(steps) * UNSTEADY


def _times(container: Any, stream: Any) -> "array[float]":
    base = float(stream.time_base)
    packets = container.demux(stream)
    shown = (packet.pts for packet in packets if packet.pts is not None and not packet.is_discard)
    return array("d", sorted(pts * base for pts in shown))


def _codes(container: Any, stream: Any, times: "array[float]") -> Iterator[QrCode]:
    stream.thread_type, stream.codec_context.skip_frame = "NONE", "NONREF"
    seen: set[str] = set()
    for frame in _looks(container, stream, times):
        for code in qr.seen(_grey(frame), at=round(frame.time or 0, 1)):
            if code.says not in seen:
                seen.add(code.says)
                yield code


def _looks(container: Any, stream: Any, times: "array[float]") -> Iterator[Any]:
    """Decode pictures spread evenly over the film."""
    if not times:
        return
    first, length = times[0], times[-1] - times[0]
    looks = max(1, min(LOOKS, int(length) + 1))
    patience = max(1, min(FORWARD, PIXELS // max(1, stream.width * stream.height) // looks))
    for step in range(looks):
        wanted = first + length * (step + 0.5) / looks
        container.seek(int(wanted / stream.time_base), stream=stream)
        yield from _near(container, stream, wanted, patience)


def _near(container: Any, stream: Any, wanted: float, patience: int) -> deque[Any]:
    """Decode from the key picture before a moment on to that moment, or as far as patience goes."""
    last: deque[Any] = deque(maxlen=1)
    for frame in islice(container.decode(stream), patience):
        last.append(frame)
        if frame.time is not None and frame.time >= wanted:
            break
    return last


def _grey(frame: Any) -> Image.Image:
    shrink = min(1.0, SIDE / max(frame.width, frame.height))
    width, height = max(1, int(frame.width * shrink)), max(1, int(frame.height * shrink))
    grey = frame.reformat(width=width, height=height, format="gray")
    plane = grey.planes[0]
    return Image.frombuffer("L", (width, height), bytes(plane), "raw", "L", plane.line_size, 1)
