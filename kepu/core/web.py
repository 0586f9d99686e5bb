"""The edge (网页): the open gate, request ids, once-tokens, and refusals turned into sentences."""

from __future__ import annotations

import functools
from collections.abc import Callable
from time import sleep
from typing import Any, TypeVar
from uuid import UUID, uuid4

import structlog
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from psycopg.errors import UniqueViolation
from structlog.contextvars import bind_contextvars, clear_contextvars

from kepu.core import actions
from kepu.core.actor import Actor
from kepu.core.errors import ChangedMeanwhile, Refused
from kepu.core.models import Press

View = TypeVar("View", bound=Callable[..., HttpResponse])
Respond = Callable[[HttpRequest], HttpResponse]
UNPROCESSABLE = 422
FIELD = "once"
WAITS = (0.1, 0.2, 0.4, 0.8, 1.5)  # seconds: how long the second press waits for the first one


class PersonRequest(HttpRequest):
    """A request after the gate: it has a person (``user``) and their actor."""

    actor: Actor
    request_id: str


def open_to_all(view: View) -> View:
    """Name the gate of a page that anybody may see."""
    view.gate = "open_to_all"  # type: ignore[attr-defined]
    return view


def reads(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view as answering GET and HEAD only."""

    @functools.wraps(view)
    def only_reads(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        return view(request, *args, **kwargs)

    return only_reads


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what a form was sent with, be it nothing at all; none when it is only asked for."""
    return request.POST if request.method == "POST" else None


def asked(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[dict[str, Any]], HttpResponse],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show a form, or do what it asks; what is refused is said above what was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            return do(dict(form.cleaned_data))
        except forms.ValidationError as wrong:
            form.add_error(None, wrong)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)


class RequestIds:
    """Give every request an id, in its logs and in its answer."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid4().hex[:16]  # type: ignore[attr-defined]
        clear_contextvars()
        bind_contextvars(request_id=request.request_id)  # type: ignore[attr-defined]
        response = self.respond(request)
        response["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return response


class Refusals:
    """Turn a refusal into its sentence, on the page where the person was.

    Of two who enter the same at once, the second is refused by the database: that is one too.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error.__cause__, UniqueViolation):
            constraint = error.__cause__.diag.constraint_name
            structlog.get_logger("kepu").warning("there already", constraint=constraint)
            error = ChangedMeanwhile()
        if not isinstance(error, Refused):
            return None
        structlog.get_logger("kepu").info("refused", code=error.code)
        if getattr(request, "htmx", False):
            return render(request, "look/refusal.html", {"says": str(error)}, status=UNPROCESSABLE)
        messages.error(request, str(error))
        return redirect(came_from(request))


def came_from(request: HttpRequest, otherwise: str = "/") -> str:
    """Give the page the person came from, if it is one of ours."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if ours and page else otherwise


class Once:
    """The once-token (一次性标记): a form sent twice is done once and shows one result.

    Claims the token of a POST before the view; keeps where a redirect led, frees it otherwise.
    """

    def __init__(self, respond: Respond) -> None:
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
