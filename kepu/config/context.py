"""What every page knows of its site: names, navigation, look."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

THEMES, TEXTS = ("auto", "light", "dark"), ("normal", "large")


def site(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's names, and the look the person chose (in cookies)."""
    theme, text = request.COOKIES.get("theme", "auto"), request.COOKIES.get("text", "normal")
    return {
        "site": settings.KEPU,
        "theme": theme if theme in THEMES else "auto",
        "text_size": text if text in TEXTS else "normal",
    }
