"""Answers without words: a browser that gets a bare status is given a page that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kepu.look.views import trouble

BARE = frozenset({400, 403, 405, 413})


class Worded:
    """Put a page of ours in the place of an empty refusal; programs get it as it is."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        if response.status_code not in BARE or response.streaming:
            return response
        shows = "text/html" in request.headers.get("Accept", "")
        if not shows or getattr(response, "content", None):
            return response
        page: HttpResponse = trouble(request, response.status_code)
        if "Allow" in response:
            page["Allow"] = response["Allow"]
        return page
