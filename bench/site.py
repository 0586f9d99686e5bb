"""The web server over the bench's database, with a person who may send; no worker beside it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.database import prepare

NO_CONTENT = 204


class Site:
    """A started ``kepu web``: its port, and what its processes have written and hold."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        command = [sys.executable, "-m", "kepu.cli", "web", "--port", str(self.port)]
        self.process = subprocess.Popen(command, start_new_session=True)

    def until_ready(self) -> None:
        for _ in range(600):
            try:
                asking = HTTPConnection("127.0.0.1", self.port, timeout=5)
                asking.request("GET", "/readyz")
                if asking.getresponse().status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise TimeoutError

    def written(self) -> int:
        """Sum the bytes that its processes have sent to the disk."""
        return sum(_figure(pid, "io", "write_bytes:") for pid in self.pids())

    def cpu(self) -> float:
        """Sum the seconds of processor that its processes have used."""
        return sum(_seconds(pid) for pid in self.pids())

    def memory(self) -> int:
        """Give the bytes of memory of the largest of its processes."""
        return max(_figure(pid, "status", "VmRSS:") * 1024 for pid in self.pids())

    def pids(self) -> list[int]:
        found = (int(folder.name) for folder in Path("/proc").glob("[0-9]*"))
        return [pid for pid in found if _group(pid) == self.process.pid]


class Sender:
    """A person with a session, who sends files."""

    def __init__(self, site: Site) -> None:
        from bench.pages import cookie_of
        from kepu.core import clock
        from kepu.core.actor import Actor
        from kepu.people.actions import register

        self.site, self.now = site, clock.now()
        setup, name = Actor.machine("setup"), f"bench-{site.port}"
        person = register(
            name, name="测试", password="b-2022", must_change=False, by=setup, now=self.now
        )
        self.cookie, self.actor = cookie_of(person), Actor(person_id=person.pk)

    def send(self, file: Path) -> None:
        """Bring a file in one PATCH."""
        size = file.stat().st_size
        asking = HTTPConnection("127.0.0.1", self.site.port, timeout=600)
        asking.putrequest("PATCH", self.begun(size))
        for name, value in self.headers(size).items():
            asking.putheader(name, value)
        asking.endheaders()
        with file.open("rb") as body:
            asking.sock.sendfile(body)  # the least that a sender beside the server can cost
        answer = asking.getresponse()
        if answer.status != NO_CONTENT:
            raise RuntimeError(answer.read().decode())
        asking.close()

    def headers(self, size: int) -> dict[str, Any]:
        return {
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
            "Cookie": self.cookie,
            "Upload-Offset": "0",
            "Content-Length": str(size),
        }

    def begun(self, size: int) -> str:
        """Begin an upload; give its address."""
        from kepu.media import actions

        by, now = self.actor, self.now
        until = now + timedelta(hours=1)
        ticket = actions.allow("bench", at_most_bytes=size, expires=until, by=by, now=now)
        actions.begin(ticket.pk, length=size, name="film.mp4", by=by, now=now)
        return f"/uploads/{ticket.pk}"


@contextmanager
def site() -> Iterator[Site]:
    """Serve for the length of a bench."""
    prepare()
    started = Site()
    try:
        started.until_ready()
        yield started
    finally:
        started.process.terminate()
        started.process.wait(30)


def _figure(pid: int, file: str, name: str) -> int:
    try:
        said = Path(f"/proc/{pid}/{file}").read_text()
    except OSError:
        return 0
    return int(said.split(name)[1].split()[0]) if name in said else 0


def _seconds(pid: int) -> float:
    try:
        said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")


def _group(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except OSError:
        return 0
