"""Observing (运行观测): one log entry and one measurement for each page."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram

SECONDS = Histogram(
    "kepu_page_seconds",
    "Time a page took, by its view and the class of its status",
    ["view", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
QUIET = {"/healthz", "/readyz", "/metrics"}  # asked every few seconds


class Observed:
    """Time every page; the log holds paths, never what was typed."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.respond(request)
        took = time.perf_counter() - began
        if request.path not in QUIET:
            view = request.resolver_match.view_name if request.resolver_match else "none"
            SECONDS.labels(view, f"{response.status_code // 100}xx").observe(took)
            structlog.get_logger("kepu.page").info(
                "page",
                method=request.method,
                path=request.path,
                status=response.status_code,
                ms=round(took * 1000, 1),
            )
        return response
