"""A whole ``kepu up`` in a process of its own, and a view of everything it started."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

QUIET = bool(os.environ.get("KEPU_QUIET"))  # `make drills`: nothing else runs on this machine
PORTS = range(15_000, 32_000)  # below those that the system gives away by itself
PACKAGE = Path(__file__).parents[2]
FORGOTTEN = {"KEPU_DATABASE_URL", "KEPU_OWNER_DATABASE_URL", "KEPU_HOME", "KEPU_PG_BIN"}


class Running:
    """One started site: ask it, look at its processes, kill them."""

    def __init__(
        self,
        home: Path,
        *words: str,
        command: tuple[str, ...] = (sys.executable,),
        **environ: str,
    ):
        self.home, self.port = home, free_port()
        kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
        self.began, self.ready = time.monotonic(), 0.0
        self.process = subprocess.Popen(
            [*command, "-m", "kepu.cli", "up", "--port", str(self.port), *words],
            env=kept | {"KEPU_HOME": str(home), "PYTHONUNBUFFERED": "1"} | environ,
            cwd=PACKAGE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def until_it_says(self, word: str) -> str:
        """Read what it prints up to the line with a word in it."""
        said = []
        for line in self.process.stdout:
            said.append(line)
            if word in line:
                return "".join(said)
        pytest.fail("It ended and said: " + "".join(said))

    def ask(self, path: str, **headers: str) -> tuple[int, str]:
        """Ask for a page; gives its status and text."""
        asking = HTTPConnection("127.0.0.1", self.port, timeout=patient(2))
        try:
            asking.request("GET", path, headers=headers)
            answer = asking.getresponse()
            return answer.status, answer.read().decode()
        finally:
            asking.close()

    def answers(self, path: str = "/readyz") -> bool:
        try:
            return self.ask(path)[0] == 200
        except (OSError, HTTPException):
            return False

    def until_it_answers(self, limit: float = 60) -> float:
        """Wait for the first page; says how many seconds it took."""
        return until(self.answers, limit, lambda: self.process.poll() is not None)

    def pids(self, *words: str) -> set[int]:
        """Find the processes of this home whose command has all these words."""
        mark, found = f"KEPU_HOME={self.home}".encode(), set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark not in (folder / "environ").read_bytes().split(b"\0"):
                    continue
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            except OSError:
                continue
            if command and all(word in command for word in words):
                found.add(int(folder.name))
        return found

    def pid(self, *words: str) -> int:
        """Find the one that was started first of all that match."""
        found: set[int] = set()
        until(lambda: bool(found.update(self.pids(*words)) or found), 10)
        return min(found)

    def stop(self, number: int = signal.SIGTERM) -> float:
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(patient(30))
        return time.monotonic() - began

    def said(self) -> str:
        """Give what it printed, once it has ended."""
        return self.process.communicate(timeout=patient(60))[0]


@contextmanager
def running(home: Path, *words: str, **options: str) -> Iterator[Running]:
    site = Running(home, *words, **options)
    try:
        site.until_it_answers()
        site.ready = time.monotonic() - site.began
        yield site
    finally:
        if site.process.poll() is None:
            site.stop()
        site.process.stdout.close()


def free_port() -> int:
    """Give a port that nobody listens on, and that no other run of tests is given meanwhile."""
    for port in random.SystemRandom().sample(PORTS, len(PORTS)):
        mark = socket.socket(socket.AF_UNIX)
        try:
            mark.bind(f"\0kepu-test-{port}")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            mark.close()
        else:
            mark.detach()  # stays till this process ends
            return port
    pytest.fail("no port is free")


def patient(seconds: float) -> float:
    """Give what is waited for at most: what was promised, or more where others are at work too.

    A busy machine is slow, not wrong: there only what never comes fails a test.
    """
    return seconds if QUIET else 60 + 4 * seconds


def until(
    happens: Callable[[], bool], limit: float, hopeless: Callable[[], bool] = lambda: False
) -> float:
    """Wait for something to happen; says how many seconds it took."""
    began, limit = time.monotonic(), patient(limit)
    while not happens():
        took = time.monotonic() - began
        assert not hopeless(), "it ended"
        assert took < limit, f"nothing within {limit} s"
        time.sleep(0.02)
    return time.monotonic() - began
