"""The files of a work (作品文件), drawn from what its story says; run beside each other."""

from __future__ import annotations

import signal
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

from kepu.cli.demo.drawn import films, papers, posters
from kepu.core.mortal import die_with_parent

BLURRED = (842, 1191)  # A4 at 72 dpi and a bit: what the notice does not take


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand in: for which slot, its name, its bytes."""

    slot: str
    name: str
    data: bytes


def pool(workers: int) -> ProcessPoolExecutor:
    """Keep so many processes that draw and end with us."""
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin)


def files_of(story: Mapping[str, Any], foot: str, *, blurred: bool) -> list[File]:
    """Draw all files of one story."""
    title, made = story["title"], []
    for number, raw in enumerate(story.get("posters", ()), 1):
        drawn = {name: raw[name] for name in ("scene", "title", "lead", "seed") if name in raw}
        poster = posters.Poster(**drawn, points=tuple(raw["points"]), foot=foot)
        name = f"{number}-{poster.title}.jpg"
        slot = raw.get("slot", "picture")
        made.append(File(slot, name, posters.jpg(poster, size=BLURRED if blurred else posters.A4)))
    if raw := story.get("film"):
        film = films.Film(**raw | {"lines": tuple(raw["lines"])})
        made.append(File("film", f"{title}.mp4", films.mp4(film)))
    if raw := story.get("sound"):
        sound = films.Sound(**raw)
        made.append(File("sound", f"{title}.{sound.form}", films.spoken(sound)))
    if raw := story.get("article"):
        told = {name: raw[name] for name in ("scene", "seed") if name in raw}
        article = papers.Article(title=title, by=foot, paragraphs=tuple(raw["paragraphs"]), **told)
        write = papers.pdf if raw["form"] == "pdf" else papers.docx
        made.append(File("text", f"{title}.{raw['form']}", write(article)))
    return made


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
