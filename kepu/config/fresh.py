"""Freshness (缓存): what is the same for everybody may be kept, and is asked for again each time.

A page open to all, asked without a session, may be stored by anybody, yet used only after this
server has said (304) that it would send the very same bytes to this very asker. Its validator is a
hash of those bytes, so nothing has to be remembered when data change. All else is never stored.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

SHARED, OWN = "public, no-cache", "private, no-store"
OWN_COOKIES = {settings.SESSION_COOKIE_NAME, "messages"}
OK = 200


class Fresh:
    """Say of every answer who may keep it; outermost of all that look at cookies."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        if "Cache-Control" not in response:
            shared = _is_same_for_all(request, response)
            response["Cache-Control"] = SHARED if shared else OWN
            if shared:
                patch_vary_headers(response, ("Cookie", "HX-Request"))
        if response["Cache-Control"] == SHARED and response.status_code == OK:
            return _unless_known(request, response)
        return response


def _is_same_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether a page holds nothing of anybody's: no session, message, token or cookie."""
    match = request.resolver_match
    return (
        request.method in {"GET", "HEAD"}
        and response.status_code == OK
        and match is not None
        and getattr(match.func, "gate", None) == "open_to_all"
        and not OWN_COOKIES.intersection(request.COOKIES)
        and not response.cookies  # a page with a form sets the cookie of its token
    )


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.streaming:
        return response
    etag = response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=etag, response=response) or response
