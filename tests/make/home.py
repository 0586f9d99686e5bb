"""A home with a prepared database, and the ``kepu`` command run on it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kepu.cli.up import lock
from kepu.cli.up.postgres import Server
from kepu.core.home import Home
from make.running import FORGOTTEN, PACKAGE


def kepu(home: Home, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an administrator would."""
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    return subprocess.run(
        [sys.executable, "-m", "kepu.cli", *words],
        env=kept | {"KEPU_HOME": str(home.root)} | environ,
        cwd=PACKAGE,
        capture_output=True,
        text=True,
        check=False,
    )


@contextmanager
def served(home: Home) -> Iterator[Server]:
    """Have the database of a home running, and the home locked, as ``kepu up`` would."""
    held = lock.take(home, "a test")
    server = Server(home, {"fsync": "off", "shared_buffers": "64MB"})
    server.start()
    try:
        yield server
    finally:
        server.stop()
        os.close(held)


def prepared_home(folder: Path) -> Home:
    """Make a home with all tables and static files."""
    home = Home(folder / "home")
    with served(home):
        ran = kepu(home, "prepare")
    assert ran.returncode == 0, ran.stderr
    return home
