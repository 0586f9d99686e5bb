"""Takes the facts of one file, tier by tier (测量); whatever its bytes are, it answers."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from kepu.media.measures import VERSIONS, Tell, Unreadable, unheard
from kepu.media.measures.label import parsed
from kepu.media.measures.sniff import sniff
from kepu.rulebook.facts import (
    DEEPER,
    DocumentFacts,
    Facts,
    Label,
    PictureFacts,
    Read,
    SoundFacts,
    TextFacts,
    Tier,
    VideoFacts,
)

BLOCK = 2**20
EMPTY = "文件是空的（0 字节）"
BROKEN = "打不开：内容已损坏，无法解析"
HERE = "kepu.media.measures"

FILMS = dict.fromkeys(("mp4", "mov", "3gp", "mkv", "webm", "avi", "flv", "wmv", "mpg", "ts"))
SOUNDS = dict.fromkeys(("m4a", "wav", "mp3", "flac", "aac", "ogg"))
PICTURES = dict.fromkeys(("jpg", "png", "gif", "bmp", "tiff", "webp", "psd", "avif"))
KINDS: dict[str, type[Facts]] = {
    **dict.fromkeys(FILMS, VideoFacts),
    **dict.fromkeys(SOUNDS, SoundFacts),
    **dict.fromkeys(PICTURES, PictureFacts),
    **dict.fromkeys(("pdf", "doc", "docx"), DocumentFacts),
    "txt": TextFacts,
}
MIMES = {
    "mov": "video/quicktime",
    "mkv": "video/x-matroska",
    "avi": "video/x-msvideo",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "jpg": "image/jpeg",
    "psd": "image/vnd.adobe.photoshop",
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
    "html": "text/html",
    "svg": "image/svg+xml",
}
FAMILIES = {VideoFacts: "video", SoundFacts: "audio", PictureFacts: "image"}

# By name, so that a picture costs no film library; each is a module here and its function.
PROBES: dict[str, str] = {
    **dict.fromkeys((*FILMS, *SOUNDS), "film.probe"),
    **dict.fromkeys(PICTURES, "picture.probe"),
    "pdf": "paper.probe_pdf",
    "doc": "paper.probe_doc",
    "docx": "word.probe",
    "txt": "text.probe",
}
SCANS: dict[type[Facts], str] = {VideoFacts: "frames.scan", PictureFacts: "picture.scan"}
PLAYS: dict[type[Facts], str] = dict.fromkeys((VideoFacts, SoundFacts), "through.play")
LABELS: dict[str, str] = {
    **dict.fromkeys((*FILMS, *SOUNDS), "film.label"),
    **dict.fromkeys(PICTURES, "picture.label"),
    "pdf": "paper.label",
    "docx": "word.label",
}
READS: dict[str, str] = {
    "pdf": "paper.read_pdf",
    "doc": "paper.read_doc",
    "docx": "word.read",
    "txt": "text.read",
}


def take(path: Path, tier: Tier, *, sha256: str = "", tell: Tell = unheard) -> Facts:
    """Measure a file: always the probe, and the tier asked for where its kind has one."""
    bare = Facts(sha256=sha256 or digest(path), size=path.stat().st_size)
    bare = of_format(bare, sniff(path))
    try:
        bare = of_format(bare, named(path, bare.format))
        facts = _probed(bare, path)
        return _deeper(facts, path, tier, tell) if facts.readable else facts
    except Unreadable as error:
        return broken(bare, str(error))
    except Exception:  # noqa: BLE001 - bytes of strangers raise anything; the answer is the same
        return broken(bare, BROKEN)


def digest(path: Path) -> str:
    """Hash the bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def named(path: Path, form: str) -> str:
    """Name the format more exactly, looking into a zip and at plain text."""
    if form == "zip":
        return str(_way("word.family")(path))
    if not form and not path.stat().st_size:
        raise Unreadable(EMPTY)
    return form or ("txt" if _way("text.encoding")(path) else "")


def of_format(bare: Facts, form: str) -> Facts:
    """Give bare facts the kind that their format has."""
    kind = KINDS.get(form, Facts)
    family = FAMILIES.get(kind)
    mime = MIMES.get(form) or (f"{family}/{form}" if family else bare.mime)
    probe = VERSIONS[Tier.PROBE]
    return kind(sha256=bare.sha256, size=bare.size, format=form, mime=mime, probe=probe)


def broken(facts: Facts, trouble: str) -> Facts:
    """Write down that a file cannot be read, and why."""
    return replace(facts, readable=False, trouble=trouble)


def _probed(bare: Facts, path: Path) -> Facts:
    probe = PROBES.get(bare.format)
    facts: Facts = _way(probe)(path, bare) if probe else bare
    return facts


def _deeper(facts: Facts, path: Path, tier: Tier, tell: Tell) -> Facts:
    kind, form = type(facts), facts.format
    ways = {Tier.SCAN: SCANS.get(kind), Tier.READ: "tiers.read", Tier.PLAY: PLAYS.get(kind)}
    way = ways.get(tier)
    if not way or form not in KINDS:
        return facts
    try:
        told = [tell] if tier is Tier.PLAY else []  # the others are over before anybody asks
        return replace(facts, **{tier.value: _way(way)(path, form, *told)})
    except Unreadable as error:
        return broken(facts, str(error))
    except MemoryError:
        return given_up(facts, tier, "文件太大，机器放不下，未能测量")
    except Exception:
        if tier is not Tier.PLAY:  # what opens, and shows and reads well, is not broken
            raise
        return given_up(facts, tier, "放到一半出错，未能测量")


def read(path: Path, form: str) -> Read:
    """Read the text of a file, and what it says of machines that made it."""
    text = READS.get(form)
    found: Read = _way(text)(path, form) if text else Read(version=VERSIONS[Tier.READ])
    return found if found.trouble else replace(found, label=_labelled(path, form))


def label(path: Path, form: str) -> str:
    """Give what a file says of machines that made it, as it is written there."""
    return str(_way(LABELS[form])(path, form)) if form in LABELS else ""


def _labelled(path: Path, form: str) -> Label | None:
    try:
        return parsed(label(path, form))
    except Exception:  # noqa: BLE001 - notes that are garbage do not spoil the file
        return None


def given_up(facts: Facts, tier: Tier, trouble: str) -> Facts:
    """Write down that a deeper look was tried and given up; the file itself opens."""
    part = DEEPER.get(tier)
    if part is None:
        return broken(facts, trouble)
    return replace(facts, **{tier.value: part(version=VERSIONS[tier], trouble=trouble)})


def _way(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(".")
    way: Callable[..., Any] = getattr(import_module(f"{HERE}.{module}"), function)
    return way
