"""5 GB come in, and the web server does not grow: a drill, run only when it is named."""

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from bench.rows import Row
from bench.site import Sender, Site, site

SIZE = 5 << 30
LOOK_EVERY = 0.1  # seconds
GROWTH = 64  # MB


def rows() -> Iterator[Row]:
    """Send a file that is a hole for its sender; the server writes every byte of it."""
    with site() as served, tempfile.TemporaryDirectory(dir=os.environ["KEPU_HOME"]) as folder:
        film, sender = Path(folder) / "film.mp4", Sender(served)
        with film.open("wb") as file:
            file.truncate(SIZE)
        before, most = served.memory(), Most(served)
        began = time.perf_counter()
        sender.send(film)
        took = time.perf_counter() - began
        grown = (most.end() - before) / 1e6
    yield Row(says="upload of 5 GB, hashed and synced", figure=took, unit="s")
    yield Row(says="  in a second", figure=SIZE / took / 1e6, unit="MB")
    yield Row(says="  the largest web process before", figure=before / 1e6, unit="MB")
    says = "  memory that it took at the most meanwhile"
    yield Row(says=says, figure=grown, unit="MB", at_most=GROWTH)


class Most:
    """Look at the memory of a site now and then; keep the most."""

    def __init__(self, served: Site) -> None:
        self.served, self.most, self.over = served, 0, threading.Event()
        self.thread = threading.Thread(target=self._look)
        self.thread.start()

    def _look(self) -> None:
        while not self.over.wait(LOOK_EVERY):
            self.most = max(self.most, self.served.memory())

    def end(self) -> int:
        self.over.set()
        self.thread.join()
        return self.most
