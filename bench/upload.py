"""P6: a film uploaded by tus, hashed, synced and probed, against copying and syncing it."""

import os
import shutil
import struct
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from bench.bare import receiver, send
from bench.films import eight_minutes
from bench.rows import Row, side_by_side
from bench.site import Sender, site

ROUNDS, WARMING = 15, 4
SLOWEST = 1 / 0.65
_numbers = count()


def rows() -> Iterator[Row]:
    """Give the times of a film that is new each time; the copy goes where the uploads go."""
    size, times, again, used = measured()
    ours, bare, copy = times["ours"], times["bare"], times["copy"]
    says = f"upload of a {size / 1e6:.0f} MB film, hashed, synced, probed"
    yield Row(says=says, figure=ours, unit="s")
    yield Row(says="  bytes sent in a second", figure=size / ours / 1e6, unit="MB")
    yield Row(says="  copy + fsync of the same file", figure=copy, unit="s")
    says = "  ÷ copy + fsync of the same file"
    yield Row(says=says, figure=ours / copy, unit="×", at_most=SLOWEST)
    says = "  the same film once more, its bytes known ÷ copy + fsync"
    yield Row(says=says, figure=again["ours"] / again["copy"], unit="×")
    says = "  a bare socket, hashed, synced, without HTTP and database ÷ copy + fsync"
    yield Row(says=says, figure=bare / copy, unit="×")
    says = "  bytes written by the web server ÷ bytes of the film"
    yield Row(says=says, figure=used["written"] / size, unit="×", at_most=1.02)
    for who in ("web server", "sender", "copy + fsync"):
        yield Row(says=f"  processor: {who}", figure=used[who], unit="s")


def measured() -> tuple[int, dict[str, float], dict[str, float], dict[str, float]]:
    """Send, receive barely and copy in turn; what was sent and copied is freed between.

    Gives what a film took of disk and processor too, which a busy machine changes little.
    """
    with site() as served:
        home = Path(os.environ["KEPU_HOME"])
        with tempfile.TemporaryDirectory(dir=home) as folder:
            film, copy = eight_minutes(Path(folder) / "film.mp4"), Path(folder) / "copy"
            sender, size = Sender(served), film.stat().st_size

            def anew() -> None:
                _clear(home / "blobs", copy)
                _change(film)

            for _ in range(WARMING):  # each process of the server
                sender.send(film)
            anew()
            before, cpu, used = served.written(), served.cpu(), Used()
            works: dict[str, Callable[[], object]] = {
                "ours": lambda: used.by("sender", lambda: sender.send(film)),
                "copy": lambda: used.by("copy + fsync", lambda: _copied(film, copy)),
            }
            with receiver(copy) as port:
                bare = {"bare": lambda: send(film, port)}
                times = side_by_side(works | bare, ROUNDS, between=anew)
            used.sums |= {"written": served.written() - before, "web server": served.cpu() - cpu}
            each = {name: sum_ / (ROUNDS + 1) for name, sum_ in used.sums.items()}
            works["ours"]()
            again = side_by_side(works, ROUNDS, between=lambda: copy.unlink(missing_ok=True))
    return size, times, again, each


class Used:
    """The seconds of processor that this very process has used for one thing and another."""

    def __init__(self) -> None:
        self.sums: dict[str, float] = {}

    def by(self, name: str, deed: Callable[[], object]) -> None:
        began = time.process_time()
        deed()
        self.sums[name] = self.sums.get(name, 0.0) + time.process_time() - began


def _change(film: Path) -> None:
    """Make other bytes of it that show the same: a box that players skip, at its end."""
    with film.open("ab") as end:
        end.write(struct.pack(">I4sQ", 16, b"free", next(_numbers)))
        end.flush()
        os.fsync(end.fileno())


def _clear(blobs: Path, copy: Path) -> None:
    """Free the disk of both, so that neither finds it fuller than the other."""
    copy.unlink(missing_ok=True)
    for file in blobs.glob("*/*/*"):
        file.unlink()


def _copied(film: Path, to: Path) -> None:
    with film.open("rb") as old, to.open("wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
