"""Runs measures in a child process with limits (隔离测量); a dead child is a fact, no error."""

import json
import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from types import TracebackType
from typing import IO, Self, cast

from kepu.media.measures import Tell, tiers, unheard
from kepu.media.measures.sniff import sniff
from kepu.rulebook.facts import Facts, Tier, from_json

SPACE = 2**30  # address space of a child, bytes
SECONDS = {Tier.PROBE: 8, Tier.SCAN: 16, Tier.READ: 16, Tier.PLAY: 60}
A_SECOND = 3  # seconds of work for a second that is played, at the worst
UNTOLD = 600  # seconds that a film lasts which does not say so
LONGEST = 4 * 3600  # seconds that anything may be played for
SPEED = 40 * 2**20  # bytes a second that any disk gives
PIECE = 2**16
MOMENT = 0.05  # seconds for a dying child to be gone
DIED = "解析时出错中止，内容多半已损坏"
SLOW = "超过 {seconds} 秒仍未测量完，已停止"
KILLED = "测量时被系统中止，多半是内存不够"
GAVE_UP = rf"^({DIED}|{KILLED}|{SLOW.format(seconds='[0-9]+')})$"  # may go well another time
COMMAND = (sys.executable, "-P", "-m", "kepu.media.measures")


class Child:
    """A child that measures file after file; it is replaced when it dies."""

    def __init__(self, *, space: int = SPACE, preload: bool = False, gentle: bool = False) -> None:
        said = {"--preload": preload, "--gentle": gentle}
        self.command = [*COMMAND, "--space", str(space), *(word for word in said if said[word])]
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> "subprocess.Popen[bytes]":
        """Have a living child, the old one or a new one."""
        if self.process is None or self.process.poll() is not None:
            self.stop()
            pipe = subprocess.PIPE
            self.process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                self.command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
            )
        return self.process

    def stop(self) -> None:
        """End the child, whatever it does."""
        if self.process is None:
            return
        self.process.kill()
        self.process.communicate()
        self.process = None

    def measure(self, path: Path, tier: Tier, *, sha256: str = "", tell: Tell = unheard) -> Facts:
        """Measure one file; a child that dies or dawdles is written down in the facts."""
        seconds = self._patience(path, tier, sha256)
        request = {"path": str(path.absolute()), "tier": tier, "sha256": sha256, "cpu": seconds}
        answer = self._asked(json.dumps(request).encode() + b"\n", seconds, tell)
        if answer.endswith(b"\n"):
            return from_json(json.loads(answer))
        why = self._buried(seconds)
        if tier is Tier.PROBE:
            bare = Facts(sha256=sha256 or tiers.digest(path), size=path.stat().st_size)
            return tiers.given_up(tiers.of_format(bare, sniff(path)), tier, why)
        probed = self.measure(path, Tier.PROBE, sha256=sha256)
        return tiers.given_up(probed, tier, why) if probed.readable else probed

    def _patience(self, path: Path, tier: Tier, sha256: str) -> int:
        """Say how many seconds a measure may take: by its size, and how long it plays."""
        seconds = SECONDS[tier] + path.stat().st_size // SPEED
        if tier is not Tier.PLAY:
            return seconds
        lasts = getattr(self.measure(path, Tier.PROBE, sha256=sha256), "duration", None) or UNTOLD
        return min(LONGEST, seconds + round(A_SECOND * lasts))

    def _asked(self, request: bytes, seconds: float, tell: Tell) -> bytes:
        """Send one line and wait for one; what came until death or the end of patience.

        Lines that are a number tell before it how far the work is.
        """
        child = self.start()
        into, out = cast("IO[bytes]", child.stdin), cast("IO[bytes]", child.stdout)
        with suppress(BrokenPipeError):
            into.write(request)
            into.flush()
        ready = select.poll()
        ready.register(out, select.POLLIN)
        answer, until = b"", time.monotonic() + seconds
        while ready.poll(max(0, until - time.monotonic()) * 1000):
            if not (piece := os.read(out.fileno(), PIECE)):
                break
            *lines, answer = (answer + piece).split(b"\n")
            for line in lines:
                if not line.isdigit():
                    return line + b"\n"
                tell(int(line[:2]))
        return answer

    def _buried(self, seconds: float) -> str:
        """End the child that gave no answer, and say why it gave none."""
        process = cast("subprocess.Popen[bytes]", self.process)
        with suppress(subprocess.TimeoutExpired):
            process.wait(MOMENT)
        ended = process.returncode
        self.stop()
        if ended in {None, -SIGXCPU}:
            return SLOW.format(seconds=seconds)
        return KILLED if ended == -SIGKILL else DIED


def measure(path: Path, tier: Tier, *, sha256: str = "") -> Facts:
    """Measure one file in a child of its own."""
    with Child() as child:
        return child.measure(path, tier, sha256=sha256)
