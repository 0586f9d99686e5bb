"""The gate (门): every view names the permission it needs; without it there is no such page."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kepu.access import idle
from kepu.access.duties import DUTIES, May, permissions
from kepu.core.web import came_from

View = Callable[..., HttpResponse]


class OtherDuty(Http404):
    """The page is there for other duties than the one that is worn; which ones is no secret."""

    def __init__(self, request: HttpRequest, any_of: tuple[May, ...]) -> None:
        fit = {code: duty.label for code, duty in DUTIES.items() if duty.may.intersection(any_of)}
        worn = DUTIES.get(request.actor.duty)  # type: ignore[attr-defined]
        now = f"你现在的身份是{worn.label}" if worn else "你还没有任职"
        self.says = f"这一页由{'、'.join(fit.values())}使用，{now}。"
        others = any(hat.duty in fit for hat in request.hats)  # type: ignore[attr-defined]
        onward = f"{reverse('access:hats')}?{urlencode({'next': _back_to(request)})}"
        self.ways = [("换身份", onward)] if others else []
        super().__init__(self.says)


def needs(*any_of: May) -> Callable[[View], View]:
    """Let in whoever's duty includes one of these permissions; the action asks about the object."""

    def gate(view: View) -> View:
        @functools.wraps(view)
        def let_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if elsewhere := _first(request):
                return elsewhere
            if not permissions(request.actor.duty).intersection(any_of):  # type: ignore[attr-defined]
                raise OtherDuty(request, any_of)
            return view(request, *args, **kwargs)

        let_in.gate = any_of  # type: ignore[attr-defined]
        return let_in

    return gate


def signed_in(view: View) -> View:
    """Let in everybody who is logged in, in whatever duty (their own account, hat, messages)."""

    @functools.wraps(view)
    def let_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _first(request) or view(request, *args, **kwargs)

    let_in.gate = "signed_in"  # type: ignore[attr-defined]
    return let_in


def known(view: View) -> View:
    """Let in who is logged in, even with a first password (changing it, logging out)."""

    @functools.wraps(view)
    def let_in(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _log_in(request) or view(request, *args, **kwargs)

    let_in.gate = "known"  # type: ignore[attr-defined]
    return let_in


def _first(request: HttpRequest) -> HttpResponse | None:
    """Send who must to the log-in, or to changing the password they were given."""
    if elsewhere := _log_in(request):
        return elsewhere
    if getattr(request.user, "must_change_password", False):
        return redirect_to_login(_back_to(request), str(settings.PASSING_URL))
    return None


def _log_in(request: HttpRequest) -> HttpResponse | None:
    if request.user.is_authenticated and not idle.is_over(request):
        return None
    return redirect_to_login(_back_to(request), str(settings.LOGIN_URL))


def _back_to(request: HttpRequest) -> str:
    """Give the page to come back to: what only takes forms is none, so where the form was."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    page = urlsplit(came_from(request, "/desk/"))
    return urlunsplit(("", "", page.path, page.query, ""))
