"""SD: our film of 480 lines, in its child and with all it does, against the encoder called bare."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av

from bench.films import eight_minutes
from bench.rows import Row, side_by_side
from kepu.media.renders import run
from kepu.media.renders.reel import BIT_RATE, LAYOUT, PICTURE, RATE, SHORT_SIDE

TIMES, LASTS, ROUNDS = 10, 40, 3
WIDTH = 854
SLOWEST = 1 / 0.9


def rows() -> Iterator[Row]:
    """Encode the same film in turn, from file to file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        film = eight_minutes(folder / "film.mp4", TIMES)
        ffmpeg = shutil.which("ffmpeg")
        took = side_by_side(
            {
                "ours": lambda: ours(film, folder),
                "bare": lambda: by_program(film, folder) if ffmpeg else bare(film, folder),
            },
            ROUNDS,
        )
    other = "the ffmpeg program" if ffmpeg else "a bare loop over FFmpeg's libraries"
    says = f"film of {LASTS} s in 480 lines: times as fast as it plays"
    yield Row(says=says, figure=LASTS / took["ours"], unit="×")
    says = f"  its time ÷ that of the same encoder in {other} (0.9 of the rate)"
    yield Row(says=says, figure=took["ours"] / took["bare"], unit="×", at_most=SLOWEST)


def ours(film: Path, folder: Path) -> None:
    """Make the rendition as the job does."""
    to = folder / "ours"
    to.mkdir()
    if not run.reel(film, "mp4", to, lasts=LASTS):
        raise RuntimeError("no film was made")
    shutil.rmtree(to)


def bare(film: Path, folder: Path) -> None:
    """Decode, scale and encode with nothing around it: the same encoders, the same options."""
    with av.open(str(film)) as source, av.open(str(folder / "bare.mp4"), "w") as out:
        seen, heard = source.streams.video[0], source.streams.audio[0]
        seen.thread_type = "AUTO"
        picture: Any = out.add_stream("libx264", rate=round(seen.average_rate or 25))
        picture.width, picture.height, picture.pix_fmt = WIDTH, SHORT_SIDE, "yuv420p"
        picture.options = PICTURE
        sound: Any = out.add_stream("aac", rate=RATE)
        sound.layout, sound.bit_rate = LAYOUT, BIT_RATE
        tuned = av.AudioResampler(format="fltp", layout=LAYOUT, rate=RATE)
        for frame in source.decode(seen, heard):
            if isinstance(frame, av.VideoFrame):
                small = frame.reformat(WIDTH, SHORT_SIDE)
                small.pict_type = 0
                out.mux(picture.encode(small))
            else:
                for piece in tuned.resample(frame):
                    out.mux(sound.encode(piece))
        for stream in (picture, sound):
            out.mux(stream.encode(None))


def by_program(film: Path, folder: Path) -> None:
    """Let the ffmpeg program do it."""
    picture = [word for name, value in PICTURE.items() for word in (f"-{name}", value)]
    words = ["-vf", f"scale={WIDTH}:{SHORT_SIDE}", "-c:v", "libx264", *picture]
    words += ["-c:a", "aac", "-b:a", str(BIT_RATE), "-ar", str(RATE), "-movflags", "+faststart"]
    command = ["ffmpeg", "-v", "error", "-y", "-i", str(film), *words, str(folder / "bare.mp4")]
    subprocess.run(command, check=True)
