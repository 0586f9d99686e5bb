"""What the bytes of a file alone say (事实), per kind, as frozen values with a JSON form."""

from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from functools import cache
from typing import Any, Self


class Tier(StrEnum):
    """How deep a measure looks: no decoding, a few looks, the text, or all of it played through."""

    PROBE = "probe"
    SCAN = "scan"
    READ = "read"
    PLAY = "play"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A place where the pictures stop coming, in seconds of the film (漏帧)."""

    at: float
    lasts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QrCode:
    """A QR code (二维码) that was seen; ``at`` is the second in a film, else None."""

    says: str
    at: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What decoding shows; None where this kind of file has no such thing.

    ``trouble`` says why the look was given up although the file itself opens.
    """

    version: int
    trouble: str = ""
    gaps: tuple[Gap, ...] | None = None
    steady: bool | None = None
    lasts: float | None = None
    qr_codes: tuple[QrCode, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What the file says of machines that made it (人工智能生成标识).

    ``kind`` is 1 made, 2 perhaps made, 3 suspected; anything else is not understood.
    """

    kind: str
    producer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What is written in it. ``words`` counts as Word does, ``signs`` every character but blanks.

    ``phones`` is only how many there are: whose they are is nobody's business here.
    """

    version: int
    trouble: str = ""
    words: int = 0
    signs: int = 0
    han: int = 0
    links: tuple[str, ...] = ()
    phones: int = 0
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of a film or sound (时段), in seconds from its start."""

    at: float
    lasts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What a film or sound is from its first second to its last (通看); None: it has no such thing.

    ``loudness`` is in LUFS, ``swing`` in LU, ``peak`` in dBTP, ``floor`` in dBFS; ``clipped`` is a
    part of the samples. ``heard`` and ``seen`` say from when to when there is sound and picture.
    """

    version: int
    trouble: str = ""
    loudness: float | None = None
    swing: float | None = None
    peak: float | None = None
    floor: float | None = None
    clipped: float | None = None
    silent: tuple[Stretch, ...] | None = None
    black: tuple[Stretch, ...] | None = None
    frozen: tuple[Stretch, ...] | None = None
    heard: Stretch | None = None
    seen: Stretch | None = None
    subtitles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Facts of any file. ``format`` is decided by content; "" is a format nobody here knows."""

    sha256: str
    size: int
    format: str = ""
    mime: str = "application/octet-stream"
    readable: bool = True
    trouble: str = ""
    probe: int = 0
    scan: Scan | None = None
    read: Read | None = None
    play: Play | None = None

    def has(self, tier: Tier) -> bool:
        """Say whether this tier has been measured."""
        return bool(getattr(self, tier))

    def joined(self, other: Self) -> Self:
        """Take over the parts that ``other``, measured from the same bytes, has and this lacks."""
        facts = other if self.readable and not other.readable else self
        parts = {name: getattr(self, name) or getattr(other, name) for name in DEEPER}
        return replace(facts, **parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoFacts(Facts):
    """Facts of a film (视频); width and height are of the picture as shown."""

    width: int | None = None
    height: int | None = None
    duration: float | None = None
    bit_rate: float | None = None
    frame_rate: float | None = None
    video_codec: str = ""
    audio_codec: str = ""
    sample_rate: int | None = None
    channels: int | None = None
    subtitle_streams: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFacts(Facts):
    """Facts of a sound (音频)."""

    duration: float | None = None
    bit_rate: float | None = None
    audio_codec: str = ""
    sample_rate: int | None = None
    channels: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts(Facts):
    """Facts of a picture (图片) as shown; dpi is None where the file says nothing."""

    width: int | None = None
    height: int | None = None
    dpi: float | None = None
    mode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts(Facts):
    """Facts of a document (文档): Word or PDF; a Word file knows its pages only once printed."""

    pages: int | None = None
    encrypted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFacts(Facts):
    """Facts of plain text (文本)."""

    encoding: str = ""


KINDS: dict[str, type[Facts]] = {
    "video": VideoFacts,
    "sound": SoundFacts,
    "picture": PictureFacts,
    "document": DocumentFacts,
    "text": TextFacts,
    "other": Facts,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def tiers_of(facts: Facts) -> set[Tier]:
    """Name the tiers in which a file of this kind is measured: only what lasts is played."""
    lasts = isinstance(facts, VideoFacts | SoundFacts)
    return set(Tier) if lasts else set(Tier) - {Tier.PLAY}


def as_json(facts: Facts) -> dict[str, Any]:
    """Write facts as plain JSON values, the kind first."""
    return {"kind": NAMES[type(facts)], **asdict(facts)}


def from_json(raw: dict[str, Any]) -> Facts:
    """Read facts back; a field of a later version that is unknown here is dropped."""
    kind = KINDS.get(raw.get("kind", "other"), Facts)
    facts: Facts = _read(kind, raw)
    return facts


DEEPER: dict[str, type] = {"scan": Scan, "read": Read, "play": Play}
_PARTS: dict[str, type] = {**DEEPER, "heard": Stretch, "seen": Stretch, "label": Label}
_ROWS: dict[str, type] = {
    "gaps": Gap,
    "qr_codes": QrCode,
    **dict.fromkeys(("silent", "black", "frozen"), Stretch),
}


@cache
def _names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


def _read(kind: type, raw: dict[str, Any]) -> Any:
    names = _names(kind)
    return kind(**{name: _value(name, value) for name, value in raw.items() if name in names})


def _value(name: str, value: Any) -> Any:
    if name in _PARTS and value is not None:
        return _read(_PARTS[name], value)
    if name in _ROWS and value is not None:
        return tuple(_read(_ROWS[name], row) for row in value)
    return tuple(value) if isinstance(value, list) else value
