"""Films and sounds (短片、音频): a scene that moves, captions, a voice that reads them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import av
from PIL import Image, ImageDraw

from kepu.cli.demo.drawn import voice
from kepu.cli.demo.drawn.letters import BOLD, font, wrapped
from kepu.cli.demo.drawn.scenes import SCENES

RATE = 10  # pictures a second
ALONE, OPENING = 1.0, 2.2  # seconds: the scene alone, which is what a card shows, then the title
SOUND = 1_024


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What a film shows and says."""

    scene: str
    title: str
    lines: tuple[str, ...]
    seed: int = 1
    width: int = 1280
    bit_rate: int = 0  # none: as much as it needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """What is read aloud."""

    text: str
    pitch: float = 178
    form: str = "mp3"


def mp4(film: Film) -> bytes:
    """Draw and encode a film."""
    spoken = [voice.speak(line) for line in film.lines]
    quiet = array("h", bytes(2 * int(OPENING * voice.RATE)))
    said = sum(spoken, quiet)
    heard = voice.joined(said, voice.tune(len(said) / voice.RATE, film.seed))
    ends = [OPENING]
    for line in spoken:
        ends.append(ends[-1] + len(line) / voice.RATE)
    file = BytesIO()
    with av.open(file, "w", format="mp4") as out:
        pictures = _track(out, film)
        sound: Any = out.add_stream("aac", rate=voice.RATE, layout="mono")
        sound.bit_rate = 48_000
        for picture in _pictures(film, ends):
            out.mux(pictures.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]
        out.mux(pictures.encode(None))
        _encode(out, sound, heard)
    return file.getvalue()


def spoken(sound: Sound) -> bytes:
    """Read a text aloud into a file."""
    file = BytesIO()
    with av.open(file, "w", format=sound.form) as out:
        codec = {"mp3": "libmp3lame", "wav": "pcm_s16le"}[sound.form]
        track: Any = out.add_stream(codec, rate=voice.RATE, layout="mono")
        track.bit_rate = 48_000
        _encode(out, track, voice.speak(sound.text, pitch=sound.pitch))
    return file.getvalue()


def _track(out: Any, film: Film) -> Any:
    track = out.add_stream("libx264", rate=RATE)
    track.width, track.height, track.pix_fmt = film.width, film.width * 9 // 16, "yuv420p"
    rate = {"nal-hrd": "cbr", "minrate": str(film.bit_rate), "maxrate": str(film.bit_rate)}
    held = rate | {"b": str(film.bit_rate), "bufsize": str(film.bit_rate)}
    track.options = {"preset": "ultrafast"} | (held if film.bit_rate else {"crf": "27"})
    return track


def _pictures(film: Film, ends: list[float]) -> Iterator[Image.Image]:
    """Draw one picture after the other: what stands is drawn once, smoothly, the rest anew."""
    scene = SCENES[film.scene]
    ground = scene.standing(film.width * 2, film.seed).reduce(2)
    bands = [_title(film)] + [_caption(line, film.width) for line in film.lines]
    for number in range(int(ends[-1] * RATE)):
        t = number / RATE
        picture = scene.at(ground, film.seed, t).image
        at = sum(1 for end in ends if t >= end)
        if t >= ALONE and at < len(bands):
            band = bands[at]
            y = picture.height - band.height - (picture.height // 3 if at == 0 else 28)
            picture.paste(band, ((picture.width - band.width) // 2, y), band)
        yield picture


def _title(film: Film) -> Image.Image:
    return _band(
        film.title,
        min(84, film.width * 8 // 9 // len(film.title)) * film.width // 1280,
        "#ffffff",
        "#0b2530c8",
    )


def _caption(line: str, width: int) -> Image.Image:
    return _band(line, 40 * width // 1280, "#ffffff", "#0b2530b0", width * 8 // 9)


def _band(text: str, size: int, ink: str, ground: str, width: int = 0) -> Image.Image:
    lines = wrapped(text, size, width - 2 * size, BOLD) if width else [text]
    wide = max(font(size).getlength(line) for line in lines) + 1.4 * size
    band = Image.new("RGBA", (round(wide), round(size * (1.35 * len(lines) + 0.5))))
    pen = ImageDraw.Draw(band)
    pen.rounded_rectangle([0, 0, band.width - 1, band.height - 1], size // 3, ground)
    for row, line in enumerate(lines):
        middle = (band.width / 2, size * (0.9 + 1.35 * row))
        pen.text(middle, line, ink, font(size), anchor="mm")
    return band


def _encode(out: Any, track: Any, samples: array[int]) -> None:
    for start in range(0, len(samples), SOUND):
        piece = samples[start : start + SOUND]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(piece))
        frame.planes[0].update(
            piece.tobytes() + bytes(frame.planes[0].buffer_size - 2 * len(piece))
        )
        frame.sample_rate, frame.pts = voice.RATE, start
        out.mux(track.encode(frame))
    out.mux(track.encode(None))
