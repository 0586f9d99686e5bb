"""Scans films (视频): when each picture comes, and QR codes in sampled pictures."""

from array import array
from collections.abc import Iterator
from itertools import pairwise
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
SIDE = 1_280


def scan(path: Path, form: str) -> Scan:
    """Walk all packets of the picture, then look at some pictures for QR codes."""
    try:
        with film.opened(path, form) as container:
            stream = container.streams.video[0]
            stream.thread_type = "NONE"
            times = _times(container, stream)
            codes = tuple(_codes(container, stream, times))
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
    seen: set[str] = set()
    for frame in _looks(container, stream, times):
        for code in qr.seen(_grey(frame), at=round(frame.time or 0, 1)):
            if code.says not in seen:
                seen.add(code.says)
                yield code


def _looks(container: Any, stream: Any, times: "array[float]") -> Iterator[Any]:
    """Decode pictures spread over the film, and the very last one that can be sought."""
    if not times:
        return
    first, length = times[0], times[-1] - times[0]
    looks = max(1, min(LOOKS, int(length) + 1))
    shown = -1.0
    for step in range(looks):
        wanted = first + length * (step + 0.5) / looks
        container.seek(int(wanted / stream.time_base), stream=stream)
        frame = next(container.decode(stream), None)
        if frame is not None and frame.time != shown:
            shown = frame.time
            yield frame


def _grey(frame: Any) -> Image.Image:
    shrink = min(1.0, SIDE / max(frame.width, frame.height))
    width, height = max(1, int(frame.width * shrink)), max(1, int(frame.height * shrink))
    grey = frame.reformat(width=width, height=height, format="gray")
    plane = grey.planes[0]
    return Image.frombuffer("L", (width, height), bytes(plane), "raw", "L", plane.line_size, 1)
