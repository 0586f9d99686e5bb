"""Run Python from a small process: a child is booked with the memory of whoever starts it."""

import subprocess
import sys
from pathlib import Path

SCALES = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[2:]);"
    "held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss;"
    "open(sys.argv[1], 'w').write(str(held * 1024)); sys.exit(done.returncode)"
)


def weighed(folder: Path, *words: object) -> tuple[subprocess.CompletedProcess[str], int]:
    """Run ``python words…``; gives how it ended, and the most bytes it or a child of it held."""
    told = folder / "weight"
    command = [sys.executable, "-c", SCALES, told, sys.executable, *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return ended, int(told.read_text())
