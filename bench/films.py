"""A 200 MB film of eight minutes with sound, made by encoding four seconds and repeating them."""

from fractions import Fraction
from pathlib import Path
from random import Random

import av

WIDTH, HEIGHT, RATE, SECONDS = 1280, 720, 25, 4
TIMES = 120
NOISY = 30  # rows of noise that bring the film to about 200 MB


def eight_minutes(path: Path, times: int = TIMES) -> Path:
    """Write the film, or a shorter one, its index at the end as cameras leave it."""
    part = path.with_suffix(".part.mp4")
    _four_seconds(part)
    with av.open(str(part)) as source, av.open(str(path), "w") as out:
        tracks = {s.index: out.add_stream_from_template(s) for s in source.streams}
        packets = [packet for packet in source.demux() if packet.dts is not None]
        copies = [
            (bytes(p), p.stream.index, p.pts, p.dts, p.is_keyframe, p.time_base) for p in packets
        ]
        for turn in range(times):
            for raw, index, pts, dts, key, base in copies:
                later = int(turn * (SECONDS + 0.04) / base)
                packet = av.Packet(raw)
                packet.stream, packet.time_base, packet.is_keyframe = tracks[index], base, key
                packet.pts, packet.dts = pts + later, dts + later
                out.mux(packet)
    part.unlink()
    return path


def _four_seconds(path: Path) -> None:
    noise = Random(1).randbytes(WIDTH * NOISY + RATE * SECONDS * 999)  # noqa: S311 - a picture
    with av.open(str(path), "w") as out:
        film = out.add_stream("libx264", rate=RATE)
        film.width, film.height, film.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        film.options = {"preset": "ultrafast", "qp": "36", "g": "50"}
        sound = out.add_stream("aac", rate=48_000)
        sound.layout = "stereo"
        for number in range(RATE * SECONDS):
            frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
            moving = noise[number * 999 : number * 999 + WIDTH * NOISY]
            frame.planes[0].update(moving.ljust(WIDTH * HEIGHT, b"\x40"))
            for plane in frame.planes[1:]:
                plane.update(b"\x80" * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(film.encode(frame))
        for start in range(0, SECONDS * 48_000 - 1024, 1024):
            hum = av.AudioFrame("fltp", "stereo", 1024)
            for plane in hum.planes:
                plane.update(bytes(plane.buffer_size))
            hum.sample_rate, hum.pts, hum.time_base = 48_000, start, Fraction(1, 48_000)
            out.mux(sound.encode(hum))
        out.mux(film.encode(None))
        out.mux(sound.encode(None))
