"""``kepu web``: the web server, granian with our front; one process per core."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from kepu.core.home import Home

MOST_PROCESSES = 8
LAST_ANSWERS = 3  # seconds that slow readers get when the server stops


def main(argv: list[str]) -> int:
    """Become granian; this process starts and watches the others."""
    given = arguments(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kepu.config.settings")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(fresh_folder_of_figures())
    options = {
        "--interface": "asginl",
        "--host": given.host,
        "--port": given.port,
        "--workers": given.processes,
        "--workers-kill-timeout": LAST_ANSWERS,
        "--respawn-interval": 0.5,
        "--http": "1",
        "--http1-buffer-size": 1 << 20,  # larger pieces of uploads
        "--log-level": "warning",
        "--loop": "asyncio",
    }
    words = [str(word) for pair in options.items() for word in pair]
    flags = ["--factory", "--respawn-failed-workers", "--no-ws"]
    command = [sys.executable, "-m", "granian", *words, *flags, "kepu.config.front:app"]
    os.execv(sys.executable, command)  # noqa: S606 - our own program, no shell


def fresh_folder_of_figures() -> Path:
    """Make room for the figures that the web processes add up in ``/metrics``."""
    folder = Home.of_environment().root / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def arguments(argv: list[str]) -> argparse.Namespace:
    """Read the address and the number of processes."""
    parser = argparse.ArgumentParser(prog="kepu web", description="只启动网页服务")
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址（默认只限本机）")
    parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    cores = min(os.cpu_count() or 1, MOST_PROCESSES)
    parser.add_argument("--processes", type=int, default=cores, help="进程数（默认每核一个）")
    return parser.parse_args(argv)
