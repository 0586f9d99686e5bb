"""The supervisor (总管): starts the parts in order, mends what dies, stops all in time."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from kepu.cli.refusals import CannotStart

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STEADY = 60.0  # seconds a part must live for its failures to be forgotten
LONGEST_PAUSE = 5.0
PATIENCE = 4.5  # seconds for the web server and the worker, and again for the database
LOOK = 1.0

Process = subprocess.Popen[bytes]


class Stop(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM, or a closed terminal."""


@dataclass(slots=True)
class Part:
    """One process that shall always be there (部件)."""

    name: str
    launch: Callable[[], Process]
    polite: int = signal.SIGTERM  # asks it to stop
    last_word: int = signal.SIGKILL  # what its group gets when we are gone
    process: Process | None = None
    failures: int = 0
    started: float = 0.0
    due: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """All parts, in the order in which they need each other."""

    parts: list[Part] = field(default_factory=list)
    guard: subprocess.Popen[str] | None = None
    each_round: Callable[[], None] = lambda: None
    asked: bool = False

    def begin(self) -> None:
        """Take signals in our own hand and set the guard."""
        for each in STOPPING:
            signal.signal(each, self.stop_now)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        self.set_guard()

    def stop_now(self, number: int, frame: object) -> None:
        """Leave whatever we are at; the way out stops all parts."""
        del number, frame
        self.asked = True
        raise Stop

    def heed(self) -> None:
        """Stop after all where the exception was lost; Python drops those raised at a fork."""
        if self.asked:
            raise Stop

    def set_guard(self) -> None:
        """Start the guard and tell it of everything that runs."""
        self.guard = subprocess.Popen(
            [sys.executable, "-I", Path(__file__).with_name("guard.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            text=True,
        )
        for part in self.parts:
            if part.process:
                self.tell(part.process.pid, part.last_word)

    def tell(self, pid: int, last_word: int) -> None:
        """Let the guard know of a group that began, or ended (0)."""
        if self.guard and self.guard.stdin:
            with contextlib.suppress(BrokenPipeError):  # a dead guard is replaced while watching
                self.guard.stdin.write(f"{pid} {int(last_word)}\n")
                self.guard.stdin.flush()

    def start(self, part: Part) -> None:
        """Start one part and remember it."""
        if part not in self.parts:
            self.parts.append(part)
        part.started = time.monotonic()
        part.process = part.launch()
        self.tell(part.process.pid, part.last_word)

    def watch(self) -> None:
        """Mend what dies, until somebody asks us to stop."""
        while True:
            self.heed()
            signal.sigtimedwait({signal.SIGCHLD}, LOOK)
            self.look()
            reap_strangers({part.process.pid for part in self.parts if part.process})

    def look(self) -> None:
        """Heed who asks us to stop, and mend what died."""
        self.heed()
        if self.guard and self.guard.poll() is not None:
            self.set_guard()
        for part in self.parts:
            self.mend(part)
        self.each_round()

    def mend(self, part: Part) -> None:
        """Start a dead part anew; the longer it keeps failing, the longer the pause."""
        if part.process and has_ended(part.process):
            self.tell(part.process.pid, 0)
            part.process = None
            if time.monotonic() - part.started > STEADY:
                part.failures = 0
            self.postpone(part)
            print(f"{part.name}意外停止，重新启动（第 {part.failures} 次）", file=sys.stderr)
        if part.process is None and time.monotonic() >= part.due:
            try:
                self.start(part)
            except CannotStart as refusal:
                print(refusal, file=sys.stderr)
                self.postpone(part)

    def postpone(self, part: Part) -> None:
        """Let the first try follow at once, later ones after growing pauses."""
        part.due = time.monotonic() + min(part.failures * 0.5, LONGEST_PAUSE)
        part.failures += 1

    def stop(self) -> None:
        """Stop everything, the database last; who does not listen is ended."""
        for each in STOPPING:
            signal.signal(each, signal.SIG_IGN)
        running = [part for part in self.parts if part.process]
        above = [part for part in running if part.polite == signal.SIGTERM]
        end(above)
        end([part for part in running if part not in above])
        if self.guard and self.guard.stdin:
            for part in running:
                self.tell(part.process.pid if part.process else 0, 0)
            self.guard.stdin.close()
            self.guard.wait()


def end(parts: list[Part]) -> None:
    """Ask politely, wait, then end the whole group."""
    for part in parts:
        if part.process:
            part.process.send_signal(part.polite)
    until = time.monotonic() + PATIENCE
    for part in parts:
        if part.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                part.process.wait(max(until - time.monotonic(), 0.01))
            kill_group(part.process.pid)
            part.process.wait()


def has_ended(process: Process) -> bool:
    """Tell whether a part died; what it started is ended before its number is free again."""
    if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        return False
    kill_group(process.pid)
    process.wait()
    return True


def kill_group(leader: int) -> None:
    """End whoever is left of a group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def reap_strangers(known: set[int]) -> None:
    """As first process of a container, bury the orphans that nobody else will."""
    while os.getpid() == 1:
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if found is None or found.si_pid in known:
            return
        os.waitpid(found.si_pid, 0)
