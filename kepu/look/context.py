"""Gives every template the frame of its page."""

from __future__ import annotations

from django.http import HttpRequest

from kepu.look.frame import Frame


def frame(request: HttpRequest) -> dict[str, object]:
    """Give the frame; all it knows hangs on this one name, which no page uses."""
    return {"frame": Frame(request)}
