"""Real media files by real encoders, small and quick; each builder writes to a path."""

import io
import struct
import wave
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from random import Random

import av
import segno
from docx import Document
from PIL import Image, ImageDraw

BRANDS = {".mov": "mov", ".mkv": "matroska", ".webm": "webm", ".avi": "avi", ".flv": "flv"}
TICKS = 1_000
QUARTER = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000)


def film(
    path: Path,
    *,
    size: tuple[int, int] = (64, 36),
    seconds: float = 2,
    rate: float = 5,
    times: Iterable[float] | None = None,
    pixel: Fraction | None = None,
    sound: bool = False,
    qr: tuple[float, str] | None = None,
    kind: str = "",
    codec: str = "libx264",
    options: dict[str, str] | None = None,
) -> Path:
    """Encode a film; ``times`` places each picture, ``pixel`` is its sample aspect ratio."""
    moments = list(times) if times is not None else [n / rate for n in range(round(seconds * rate))]
    kind = kind or BRANDS.get(path.suffix, "mp4")
    with av.open(str(path), "w", format=kind, options=options or {}) as out:
        stream = out.add_stream(codec, rate=Fraction(rate).limit_denominator(1000))
        stream.width, stream.height = size
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS)
        if codec == "libx264":
            stream.options = {"preset": "ultrafast", "crf": "40", "g": "10"}
        if pixel:
            stream.codec_context.sample_aspect_ratio = pixel
        heard = _track(out) if sound else None
        for frame in _frames(moments, size, qr):
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
        if heard is not None:
            _hum(out, heard, seconds)
    return path


def _frames(moments, size, qr):
    for number, moment in enumerate(moments):
        picture = Image.new("RGB", size, (number * 7 % 256, 90, 120))
        if qr and abs(moment - qr[0]) < 1:
            picture.paste(code(qr[1]).convert("RGB"), (4, 4))
        frame = av.VideoFrame.from_image(picture)
        frame.pts, frame.time_base = round(moment * TICKS), Fraction(1, TICKS)
        yield frame


def _track(out):
    track = out.add_stream("aac", rate=48_000)
    track.layout = "mono"
    return track


def _hum(out, track, seconds):
    for start in range(0, int(seconds * 48_000), 1024):
        frame = av.AudioFrame("fltp", "mono", 1024)
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
        frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
        out.mux(track.encode(frame))
    out.mux(track.encode(None))


def stretched(path: Path, source: Path, seconds: int) -> Path:
    """Remux a film of one picture a second into a long one: the pictures come again and again."""
    with av.open(str(source)) as read:
        track = read.streams.video[0]
        second = round(1 / track.time_base)
        packets = [packet for packet in read.demux(track) if packet.size]
        with av.open(str(path), "w") as out:
            copy = out.add_stream_from_template(track)
            for n in range(seconds):
                again = av.Packet(bytes(packets[n % len(packets)]))
                again.stream, again.time_base = copy, track.time_base
                again.pts = again.dts = n * second
                again.duration = second
                again.is_keyframe = packets[n % len(packets)].is_keyframe
                out.mux(again)
    return path


def noise(out, track, seconds):
    """Encode a sound that cannot be made small: noise."""
    for start in range(0, int(seconds * 48_000), 1024):
        frame = av.AudioFrame("flt", "stereo", 1024)
        raw = Random(start).choices(range(-9_000, 9_000), k=2048)
        frame.planes[0].update(struct.pack("<2048f", *(value / 9_000 for value in raw)))
        frame.sample_rate, frame.pts, frame.time_base = 48_000, start, Fraction(1, 48_000)
        out.mux(track.encode(frame))
    out.mux(track.encode(None))


def turned(path: Path) -> Path:
    """Turn a film as a phone does: the pictures stay, the track header says a quarter turn."""
    raw = bytearray(path.read_bytes())
    header = raw.index(b"tkhd") + 4
    raw[header + 40 : header + 76] = QUARTER
    path.write_bytes(raw)
    return path


def sized(path: Path, size: int) -> Path:
    """Bring an MP4 to an exact size with a box of nothing at its end, a hole on the disk."""
    left = size - path.stat().st_size
    with path.open("r+b") as file:
        file.seek(0, 2)
        file.write(struct.pack(">I4s", left, b"free"))
        file.truncate(size)
    return path


def cut(path: Path, part: float = 0.6) -> Path:
    """Lose the end of a file, as a broken upload does."""
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * part)])
    return path


def code(says: str) -> Image.Image:
    """Draw a QR code."""
    drawn = io.BytesIO()
    segno.make(says, micro=False).save(drawn, kind="png", scale=4)
    return Image.open(drawn)


def picture(
    path: Path,
    *,
    size: tuple[int, int] = (120, 80),
    dpi: float | None = None,
    mode: str = "RGB",
    orientation: int = 0,
    qr: str = "",
    kind: str = "JPEG",
) -> Path:
    """Encode a picture."""
    drawn = Image.new("RGB", size, (200, 220, 240))
    ImageDraw.Draw(drawn).ellipse((4, 4, size[0] - 4, size[1] - 4), (30, 90, 160))
    if qr:
        drawn.paste(code(qr).convert("RGB"), (8, 8))
    more = {"dpi": (dpi, dpi)} if dpi else {}
    if orientation:
        exif = Image.Exif()
        exif[0x0112] = orientation
        more["exif"] = exif
    drawn.convert(mode).save(path, kind, **more)
    return path


def tone(path: Path, *, seconds: float = 1) -> Path:
    """Write a sound: .wav by hand, .mp3 and .m4a by their encoders."""
    if path.suffix == ".wav":
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(2)
            out.setframerate(8_000)
            out.writeframes(bytes(int(seconds * 16_000)))
        return path
    kind, codec = {".mp3": ("mp3", "libmp3lame"), ".m4a": ("ipod", "aac")}[path.suffix]
    with av.open(str(path), "w", format=kind) as out:
        track = out.add_stream(codec, rate=48_000)
        track.layout = "mono"
        _hum(out, track, seconds)
    return path


def word(path: Path, text: str, *, table: str = "", link: str = "") -> Path:
    """Write a .docx as Word would, with a table and a link where wanted."""
    paper = Document()
    line = paper.add_paragraph(text)
    if table:
        paper.add_table(1, 1).cell(0, 0).text = table
    if link:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        paper.part.relate_to(link, kind, is_external=True)
        line.add_run("见此处")
    paper.save(str(path))
    return path


def article(path: Path, *, picture: bytes = b"") -> Path:
    """Write a .docx as an author does: title, heading, words, list, table, picture."""
    paper = Document()
    paper.add_heading("打雷时怎么办", 0)
    paper.add_heading("在田里", 1)
    paper.add_paragraph("放下农具，双脚并拢蹲下。")
    for step in ("不要躺下", "不要打伞"):
        paper.add_paragraph(step, style="List Bullet")
    table = paper.add_table(2, 2)
    for at, words in enumerate(("地方", "做法", "水边", "立刻上岸")):
        table.cell(at // 2, at % 2).text = words
    if picture:
        paper.add_picture(io.BytesIO(picture), width=3_000_000)
    paper.save(str(path))
    return path
