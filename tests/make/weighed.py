"""Run Python from a small process: a child is booked with the memory of whoever starts it."""

import subprocess
import sys
from pathlib import Path

SCALES = (
    "import resource, subprocess, sys; done = subprocess.run(sys.argv[2:]);"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
    "told = f'{used.ru_maxrss * 1024} {used.ru_utime + used.ru_stime}';"
    "open(sys.argv[1], 'w').write(told); sys.exit(done.returncode)"
)


def weighed(folder: Path, *words: object) -> tuple[subprocess.CompletedProcess[str], int, float]:
    """Run ``python words…``; gives how it ended, the most bytes held, the seconds all worked."""
    told = folder / "weight"
    command = [sys.executable, "-c", SCALES, told, sys.executable, *words]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    held, worked = told.read_text().split()
    return ended, int(held), float(worked)
