"""The label of made-up pictures (AIGC 标识) that the law wants kept in whatever is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kepu.media.measures import film, paper, picture, word
from kepu.media.measures.label import WITHIN


def label_of(path: Path, form: str) -> dict[str, Any]:
    """Find the label of a file as the saving of a picture takes it."""
    if form in picture.PILLOW:
        return picture.packets(path, form)
    if form not in film.DEMUXERS and form not in {"pdf", "docx"}:
        return {}
    said = {"pdf": paper.label, "docx": word.label}.get(form, film.label)(path, form)
    return {"comment": f"AIGC: {said}".encode()} if said and len(said) < WITHIN else {}
