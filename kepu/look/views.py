"""The reader's choice of look, the style guide, and the pages for errors."""

from __future__ import annotations

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control, never_cache

from kepu.core.web import came_from, open_to_all, reads
from kepu.look import covers, qr, samples
from kepu.look.frame import TEXTS, THEMES, Frame

YEAR = 365 * 24 * 3600
LONGEST = 200  # letters of an address that a code is drawn of; more is hard to scan
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
CHOICES = {"theme": THEMES, "text": TEXTS}


@open_to_all
@reads
@never_cache
def choose(request: HttpRequest, what: str) -> HttpResponse:
    """Remember the theme or the size of text a reader chose, and go back to their page."""
    to, page = request.GET.get("to", ""), request.GET.get("next", "")
    if to not in CHOICES.get(what, {}):
        raise Http404(what)
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    response = redirect(page if ours else "/")
    response.set_cookie(what, to, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


@open_to_all
@reads
@cache_control(public=True, max_age=YEAR, immutable=True)
def cover(_request: HttpRequest, version: int, name: str) -> HttpResponse:
    """Draw a cover; its name says all of it."""
    try:
        drawn = covers.draw(name)
    except covers.UnknownCoverError as error:
        raise Http404(name) from error
    if version != covers.VERSION:
        raise Http404(name)
    return HttpResponse(drawn, content_type="image/svg+xml")


@open_to_all
@reads
@cache_control(public=True, max_age=YEAR, immutable=True)
def code(request: HttpRequest, page: str) -> HttpResponse:
    """Draw the QR code (二维码) of a page of this site, and of no other."""
    if len(page) > LONGEST:
        raise Http404(page)
    drawn = qr.svg(request.build_absolute_uri(f"/{page.lstrip('/')}"))
    return HttpResponse(drawn, content_type="image/svg+xml")


@open_to_all
@reads
def styleguide(request: HttpRequest, page: str = "base") -> HttpResponse:
    """Show every component in every state (样式册)."""
    if page not in samples.PAGES:
        raise Http404(page)
    context = {
        "pages": samples.PAGES,
        "page": page,
        "url": reverse("look:styleguide"),
        **samples.context(),
    }
    return render(request, f"look/styleguide/{page}.html", context)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request cannot be read, or that it is more than is taken at once."""
    too_large = isinstance(exception, TOO_LARGE)
    return trouble(request, 413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return trouble(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page; whoever says why (``says``, ``ways``) is quoted."""
    says, ways = getattr(exception, "says", ""), getattr(exception, "ways", ())
    return trouble(request, 404, says=says, ways=ways)


def server_error(request: HttpRequest) -> HttpResponse:
    """Own up to a mistake; a database that is away is no mistake, it will be back."""
    if isinstance(sys.exception(), OperationalError):
        return unavailable(request)
    return trouble(request, 500)


def csrf_failure(request: HttpRequest, **_told: object) -> HttpResponse:
    return trouble(request, 403, "csrf")


def unavailable(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    response = trouble(request, 503)
    response["Retry-After"] = str(retry_after)
    return response


def trouble(request: HttpRequest, status: int, name: str = "", **said: Any) -> HttpResponse:
    """Draw an error page without context processors and so without the database."""
    number = getattr(request, "request_id", "")
    context = {
        "kepu": getattr(settings, "KEPU", None),
        "frame": Frame(request),
        "status": status,
        "number": number,
        "login": settings.LOGIN_URL,
        "path": request.get_full_path() if request.method == "GET" else came_from(request),
        "asks": request.method in {"GET", "HEAD"},
        **said,
    }
    return HttpResponse(
        render_to_string(f"look/errors/{name or status}.html", context), status=status
    )
