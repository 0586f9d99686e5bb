"""The label of made-up pictures (AIGC 标识) that the law wants kept in whatever is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kepu.media.measures import picture, tiers
from kepu.media.measures.label import WITHIN


def label_of(path: Path, form: str) -> dict[str, Any]:
    """Find the label of a file as the saving of a picture takes it."""
    if form in picture.PILLOW:
        return picture.packets(path, form)
    said = tiers.label(path, form)
    return {"comment": f"AIGC: {said}".encode()} if said and len(said) < WITHIN else {}
