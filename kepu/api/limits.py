"""How often one address may ask (限流), so that one harvester does not stand in everybody's way."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from ninja.throttling import BaseThrottle

WINDOW = 60  # seconds


class PerAddress(BaseThrottle):
    """Count the requests of an address in this minute, in this web process."""

    def allow_request(self, request: HttpRequest) -> bool:
        key = f"api:{request.META.get('REMOTE_ADDR')}:{int(time.time()) // WINDOW}"
        try:
            asked = cache.incr(key)
        except ValueError:
            asked = 1
            cache.set(key, asked, WINDOW)
        return bool(asked <= settings.KEPU.api_per_minute)

    def wait(self) -> float:
        return WINDOW - time.time() % WINDOW
