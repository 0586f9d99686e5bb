"""P12: a cold ``kepu check`` of one picture."""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from bench.rows import Row, side_by_side

CHECK = ["-m", "kepu.cli", "check"]
CALL = ["--campaign", "henan-resources-2022", "--category", "image"]


def rows() -> Iterator[Row]:
    """Time the whole command beside a Python that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "a.jpg"
        Image.radial_gradient("L").resize((3508, 2480)).convert("RGB").save(picture, dpi=(300, 300))
        command = [sys.executable, *CHECK, str(picture), *CALL]
        times = side_by_side(
            {
                "ours": lambda: subprocess.run(command, check=True, capture_output=True),
                "python": lambda: subprocess.run([sys.executable, "-c", "pass"], check=True),
            }
        )
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    ours, bare = times["ours"], times["python"]
    yield Row(
        says="kepu check of one A4 picture at 300 dpi, cold", figure=ours, unit="s", at_most=0.5
    )
    yield Row(
        says="  processor time of both its processes, whatever else runs", figure=spent, unit="s"
    )
    yield Row(says="  ÷ a Python that does nothing", figure=ours / bare, unit="×")
