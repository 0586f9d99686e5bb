"""The once-token (一次性标记): a form sent twice is done once, and shows the first result twice."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone

from kepu.core import actions
from kepu.core.models import Press
from kepu.core.web import came_from

FIELD = "once"
WAITS = (0.1, 0.2, 0.4, 0.8, 1.5)  # seconds: how long the second press waits for the first one


class Once:
    """Claim the token of a POST before the view; keep where a redirect led, free it otherwise."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _token(request)
        if token is None:
            return self.respond(request)
        if not actions.claim(token, now=timezone.now()):
            return _first_result(request, token)
        response = self.respond(request)
        if isinstance(response, HttpResponseRedirect):
            actions.settle(token, leads_to=response.url)
        else:
            actions.free(token)
        return response


def _token(request: HttpRequest) -> UUID | None:
    if request.method != "POST" or not (request.content_type or "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        return None
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None


def _first_result(request: HttpRequest, token: UUID) -> HttpResponse:
    for wait in WAITS:
        press = Press.objects.filter(pk=token).first()
        if press is not None and press.leads_to:
            return redirect(press.leads_to)
        sleep(wait)
    messages.info(request, "上一次提交还在办理，请稍等片刻再看结果")
    return redirect(came_from(request))
