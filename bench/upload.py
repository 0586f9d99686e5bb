"""P6: a film uploaded by tus, hashed, synced and probed, against copying and syncing it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.films import eight_minutes
from bench.rows import Row, side_by_side
from bench.site import Sender, site

ROUNDS = 9
SLOWEST = 1 / 0.65


def rows() -> Iterator[Row]:
    """Send the same film round by round; the copy goes where the uploads go."""
    with site() as served:
        home = Path(os.environ["KEPU_HOME"])
        with tempfile.TemporaryDirectory(dir=home) as folder:
            film, copy = eight_minutes(Path(folder) / "film.mp4"), Path(folder) / "copy"
            sender, size = Sender(served), film.stat().st_size
            before = served.written()
            times = side_by_side(
                {"ours": lambda: sender.send(film), "copy": lambda: _copied(film, copy)}, ROUNDS
            )
            ratio = (served.written() - before) / (size * (ROUNDS + 1))
    says = f"upload of a {size / 1e6:.0f} MB film, hashed, synced, probed"
    yield Row(says=says, figure=times["ours"], unit="s")
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


def _copied(film: Path, to: Path) -> None:
    with film.open("rb") as old, to.open("wb") as new:
        shutil.copyfileobj(old, new, 1 << 20)
        new.flush()
        os.fsync(new.fileno())
    to.unlink()
