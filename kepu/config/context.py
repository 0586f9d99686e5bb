"""What every page knows of its site: its names."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's names."""
    return {"kepu": settings.KEPU}
