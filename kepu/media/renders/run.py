"""Runs the rendering child (隔离衍生); a child that dies has made nothing, and words say why."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from signal import SIGXCPU
from typing import IO, cast

from kepu.media.measures import Tell, unheard

COMMAND = (sys.executable, "-P", "-m", "kepu.media.renders")
PATIENCE = 120  # seconds, beside what the length of a film costs
A_SECOND = 4  # seconds of work for a second of film, at the worst
CORES = 8  # that may work on it side by side
PIECE = 4096
DIED = "处理到一半出错中止，文件里可能有损坏的地方"
SLOW = "超过 {seconds} 秒仍未做完，已停止"
GAVE_UP = "!"  # a line of the child that begins so says why it gave up


class Failed(Exception):
    """The child died, dawdled or gave up; the message says why, in Chinese."""


def render(source: Path, form: str, folder: Path) -> dict[str, Path]:
    """Fill a folder with stills of a file; gives the files by kind."""
    return _run([str(source), form, str(folder), "stills"], PATIENCE, unheard)


def read(source: Path, form: str, folder: Path) -> dict[str, Path]:
    """Fill a folder with what a document is read by: ``reading.json`` and its pictures."""
    return _run([str(source), form, str(folder), "reading"], PATIENCE, unheard)


def reel(
    source: Path, form: str, folder: Path, *, lasts: float, tell: Tell = unheard
) -> dict[str, Path]:
    """Fill a folder with the small film or sound of one, unless it is small already."""
    patience = PATIENCE + round(A_SECOND * lasts)
    return _run([str(source), form, str(folder), "reel"], patience, tell)


def _run(words: list[str], patience: float, tell: Tell) -> dict[str, Path]:
    folder, why = Path(words[2]), ""
    with subprocess.Popen(  # noqa: S603 - our own module, no shell
        [*COMMAND, *words, str(round(patience) * CORES)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        try:
            for said in _lines(cast("IO[bytes]", child.stdout), patience):
                if said.isdecimal():
                    tell(int(said))
                elif said.startswith(GAVE_UP):
                    why = said.removeprefix(GAVE_UP)
            child.wait(patience)
        except (TimeoutError, subprocess.TimeoutExpired):
            child.kill()
            raise Failed(SLOW.format(seconds=round(patience))) from None
    if child.returncode == -SIGXCPU:
        raise Failed(SLOW.format(seconds=round(patience)))
    if child.returncode:
        raise Failed(why or DIED)
    return {file.name: file for file in sorted(folder.iterdir())}


def _lines(out: IO[bytes], patience: float) -> Iterator[str]:
    """Read line by line until the child closes its end; TimeoutError when that takes too long."""
    ready, until, rest = select.poll(), time.monotonic() + patience, b""
    ready.register(out, select.POLLIN)
    while True:
        if not ready.poll(max(0, until - time.monotonic()) * 1000):
            raise TimeoutError
        if not (piece := os.read(out.fileno(), PIECE)):
            return
        *whole, rest = (rest + piece).split(b"\n")
        yield from (line.decode("utf-8", "replace") for line in whole)
