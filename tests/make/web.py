"""The real web server and worker over the database of a test, to be talked to, and to be killed."""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings
from django.db import connection

from make.running import free_port, patient, until

PACKAGE = Path(__file__).parents[2]
LAY_OUT = "import django; django.setup(); from kepu.cli.prepare import *; lay_out_static()"


class Web:
    """One ``kepu web`` of one process, on the database and the home of the test.

    With ``worker``, what it queues is done by a real ``kepu worker`` beside it.
    """

    def __init__(self, home: Path, *, static: bool = False, worker: bool = False):
        self.home, self.port = home, free_port()
        (home / "secrets").mkdir(parents=True)
        (home / "secrets" / "django").write_text(settings.SECRET_KEY)  # it knows our sessions
        self.environ = os.environ | {
            "KEPU_HOME": str(home),
            "KEPU_DATABASE_URL": _database_url(),
            "PYTHONUNBUFFERED": "1",
        }
        if static:
            shutil.copytree(laid_out(), home / "static")
        self.worker = self.begin("worker") if worker else None
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = self.begin("web", "--port", str(self.port), "--processes", "1")
        until(self.answers, 30, lambda: self.process.poll() is not None)

    def begin(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "kepu.cli", *words],
            env=self.environ,
            cwd=PACKAGE,
            start_new_session=True,
        )

    def answers(self) -> bool:
        asking = HTTPConnection("127.0.0.1", self.port, timeout=patient(2))
        try:
            asking.request("GET", "/healthz")
            return asking.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            asking.close()

    def kill(self) -> None:
        """Take away the whole server at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(patient(10))

    def memory(self) -> int:
        """Give the bytes of memory of the largest of its processes."""
        sizes = [0]
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                text = status.read_text()
                group = os.getpgid(int(status.parent.name))
            except OSError:
                continue
            if group == self.process.pid and "VmRSS" in text:
                line = next(line for line in text.splitlines() if line.startswith("VmRSS"))
                sizes.append(int(line.split()[1]) * 1024)
        return max(sizes)


@contextmanager
def web(home: Path, **how: bool) -> Iterator[Web]:
    """Serve for the length of a test."""
    site = Web(home, **how)
    try:
        yield site
    finally:
        if site.worker:
            site.worker.terminate()
            site.worker.wait(patient(30))
        site.kill()
        time.sleep(0.1)  # the database sees that its connections are gone


@cache
def laid_out() -> Path:
    """Lay out the static files once for all servers of a run; gives their folder."""
    home = tempfile.mkdtemp(prefix="kepu-static-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    environ = os.environ | {"KEPU_HOME": home}
    subprocess.run([sys.executable, "-c", LAY_OUT], env=environ, cwd=PACKAGE, check=True)
    return Path(home) / "static"


def _database_url() -> str:
    kept = connection.settings_dict
    return f"postgresql://{kept['USER']}:{kept['PASSWORD']}@/{kept['NAME']}?host={kept['HOST']}"
