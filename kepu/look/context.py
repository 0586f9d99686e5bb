"""Gives every template the frame of its page."""

from __future__ import annotations

from django.http import HttpRequest

from kepu.look.frame import TEXTS, THEMES, Frame


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame, and the looks a reader may choose from."""
    return {"frame": Frame(request), "themes": THEMES, "texts": TEXTS}
