"""The edge of the API (入口): anybody's program may read, from any site, and hears of faults."""

from __future__ import annotations

import functools
from collections.abc import Callable

import structlog
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from kepu.api.problems import FAILED, WRONG_METHOD, problem
from kepu.core.web import open_to_all

View = Callable[..., HttpResponse]
METHODS = "GET, HEAD, OPTIONS"
FRESH, NEVER = "public, no-cache", "no-store"
NOTHING_SAID, WRONG = 204, 400
OF_ANY_SITE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
ASKED_FIRST = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def to_programs(view: View) -> View:
    """Answer any program, without looking at who is logged in; ``no-cache`` means: ask again."""

    @functools.wraps(view)
    def answer(request: HttpRequest, **where: str) -> HttpResponse:
        response = _answer(view, request, where)
        response["Cache-Control"] = FRESH if response.status_code < WRONG else NEVER
        for name, value in OF_ANY_SITE.items():
            response[name] = value
        return response

    return open_to_all(csrf_exempt(answer))


def _answer(view: View, request: HttpRequest, where: dict[str, str]) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=NOTHING_SAID, headers=ASKED_FIRST | {"Allow": METHODS})
    if request.method not in {"GET", "HEAD"}:
        says = f"本接口只供读取，不接受 {request.method}；可用 {METHODS}"
        return problem(WRONG_METHOD, says, Allow=METHODS)
    asked, request.method = request.method, "GET"  # an answer to HEAD is one to GET, cut short
    try:
        return view(request, **where)
    except Exception:  # noqa: BLE001 - told as a problem, logged, and known to Django
        got_request_exception.send(sender=None, request=request)
        structlog.get_logger("kepu").exception("api_failed")
        number = getattr(request, "request_id", "")
        return problem(FAILED, f"平台出错了，已经记下。反映时请说编号 {number}")
    finally:
        request.method = asked
