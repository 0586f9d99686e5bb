"""P6: a film uploaded by tus, hashed, synced and probed, against copying and syncing it."""

import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bench.films import eight_minutes
from bench.rows import Row, side_by_side
from bench.site import Sender, site

ROUNDS, WARMING = 15, 4
SLOWEST = 1 / 0.65
_numbers = count()


def rows() -> Iterator[Row]:
    """Send a film that is new each time, round by round; the copy goes where the uploads go."""
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
            before = served.written()
            works = {"ours": lambda: sender.send(film), "copy": lambda: _copied(film, copy)}
            times = side_by_side(works, ROUNDS, between=anew)
            ratio = (served.written() - before) / (size * (ROUNDS + 1))
            works["ours"]()
            again = side_by_side(works, ROUNDS, between=lambda: copy.unlink(missing_ok=True))
    says = f"upload of a {size / 1e6:.0f} MB film, hashed, synced, probed"
    yield Row(says=says, figure=times["ours"], unit="s")
    yield Row(says="  bytes sent in a second", figure=size / times["ours"] / 1e6, unit="MB")
    yield Row(says="  copy + fsync of the same file", figure=times["copy"], unit="s")
    yield Row(
        says="  ÷ copy + fsync of the same file",
        figure=times["ours"] / times["copy"],
        unit="×",
        at_most=SLOWEST,
    )
    says = "  the same film once more, its bytes known ÷ copy + fsync"
    yield Row(says=says, figure=again["ours"] / again["copy"], unit="×")
    yield Row(
        says="  bytes written by the web server ÷ bytes of the film",
        figure=ratio,
        unit="×",
        at_most=1.02,
    )


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
