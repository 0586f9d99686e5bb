"""P7: the facts of a 200 MB film that need no decoding, against what others need for them."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import av

from bench.films import eight_minutes
from bench.rows import Row, side_by_side
from kepu.media.measures.run import Child
from kepu.rulebook.facts import Tier

OPEN = "import sys, av; c = av.open(sys.argv[1]); print(c.duration, [s.type for s in c.streams])"
FFPROBE = ["-v", "error", "-show_format", "-show_streams", "-of", "json"]


def rows() -> Iterator[Row]:
    """Time one request to a pre-loaded child, hash known, beside the baselines."""
    ffprobe = shutil.which("ffprobe")
    with tempfile.TemporaryDirectory() as folder, Child(preload=True) as child:
        film = eight_minutes(Path(folder) / "film.mp4")
        command = [sys.executable, "-c", OPEN, str(film)]
        if ffprobe:
            command = [ffprobe, *FFPROBE, str(film)]
        times = side_by_side(
            {
                "ours": lambda: child.measure(film, Tier.PROBE, sha256="known"),
                "process": lambda: subprocess.run(command, check=True, capture_output=True),
                "open": lambda: av.open(str(film)).close(),
            }
        )
        size = film.stat().st_size / 1e6
    other = (
        "one ffprobe process"
        if ffprobe
        else "one Python process opening it with PyAV (no ffprobe here)"
    )
    ours = times["ours"]
    yield Row(
        says=f"probe of a {size:.0f} MB MP4 in a pre-loaded child", figure=ours * 1e3, unit="ms"
    )
    yield Row(says=f"  ÷ {other}", figure=ours / times["process"], unit="×", at_most=0.1)
    yield Row(
        says="  ÷ opening it in process as FFmpeg does, no start-up",
        figure=ours / times["open"],
        unit="×",
    )
