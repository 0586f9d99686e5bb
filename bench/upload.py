"""P6: a film uploaded by tus, hashed, synced and probed, against copying and syncing it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.films import eight_minutes
from bench.rows import Row, side_by_side
from kepu.core.home import OWNER, Home

ROUNDS = 5
SLOWEST = 1 / 0.65


def rows() -> Iterator[Row]:
    """Start a whole site in a home of its own and send it the same film, round by round."""
    with tempfile.TemporaryDirectory() as folder:
        home, port = Home(Path(folder) / "home"), _free_port()
        film = eight_minutes(Path(folder) / "film.mp4")
        environ = os.environ | {"KEPU_HOME": str(home.root)}
        command = [sys.executable, "-m", "kepu.cli", "up", "--port", str(port)]
        site = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL)
        try:
            _until_ready(port)
            yield from _figures(home, port, film)
        finally:
            site.terminate()
            site.wait(30)


def _figures(home: Home, port: int, film: Path) -> Iterator[Row]:
    sender, size = Sender(home, port), film.stat().st_size
    before = _written(home)
    times = side_by_side(
        {"ours": lambda: sender.send(film), "copy": lambda: _copied(film, home.root / "copy")},
        ROUNDS,
    )
    ratio = (_written(home) - before) / (size * (ROUNDS + 1))
    yield Row(
        says=f"upload of a {size / 1e6:.0f} MB film, hashed, synced, probed",
        figure=times["ours"],
        unit="s",
    )
    yield Row(
        says="  ÷ copy + fsync of the same file",
        figure=times["ours"] / times["copy"],
        unit="×",
        at_most=SLOWEST,
    )
    yield Row(
        says="  bytes written by the web server ÷ bytes of the film",
        figure=ratio,
        unit="×",
        at_most=1.02,
    )


class Sender:
    """A person with a session, who sends the same film again and again."""

    def __init__(self, home: Home, port: int) -> None:
        os.environ |= {
            "KEPU_HOME": str(home.root),
            "KEPU_DATABASE_URL": home.database_url(OWNER),
            "DJANGO_SETTINGS_MODULE": "kepu.config.settings",
        }
        import django

        django.setup()
        from django.test import Client

        from kepu.core import clock
        from kepu.core.actor import Actor
        from kepu.people.actions import register

        self.port, self.now = port, clock.now()
        setup = Actor.machine("setup")
        person = register(
            "bench", name="测试", password="b-2022", must_change=False, by=setup, now=self.now
        )
        client = Client()
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        self.cookie = client.cookies.output(header="", sep=";").split(";")[0].strip()
        self.actor = Actor(person_id=person.pk)

    def send(self, film: Path) -> None:
        """Bring the film in one PATCH."""
        path = self._begun(film.stat().st_size)
        headers: dict[str, Any] = {
            "Tus-Resumable": "1.0.0",
            "Content-Type": "application/offset+octet-stream",
            "Cookie": self.cookie,
            "Upload-Offset": "0",
            "Content-Length": str(film.stat().st_size),
        }
        asking = HTTPConnection("127.0.0.1", self.port, timeout=300, blocksize=1 << 20)
        with film.open("rb") as body:
            asking.request("PATCH", path, body=body, headers=headers)
            answer = asking.getresponse()
        if answer.status != 204:
            raise RuntimeError(answer.read().decode())
        asking.close()

    def _begun(self, size: int) -> str:
        from kepu.media import actions

        by, now = self.actor, self.now
        until = now + timedelta(hours=1)
        ticket = actions.allow("bench", at_most_bytes=size, expires=until, by=by, now=now)
        actions.begin(ticket.pk, length=size, name="film.mp4", by=by, now=now)
        return f"/uploads/{ticket.pk}"


def _copied(film: Path, to: Path) -> None:
    with film.open("rb") as old, to.open("wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
    to.unlink()


def _written(home: Home) -> int:
    """Sum what the processes of the web server have written to disk."""
    mark, total = f"KEPU_HOME={home.root}".encode(), 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
            if b"granian" in words and mark in (process / "environ").read_bytes():
                said = (process / "io").read_text()
                total += int(said.split("write_bytes:")[1].split()[0])
        except OSError:
            continue
    return total


def _until_ready(port: int) -> None:
    for _ in range(1800):
        try:
            asking = HTTPConnection("127.0.0.1", port, timeout=5)
            asking.request("GET", "/readyz")
            if asking.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
