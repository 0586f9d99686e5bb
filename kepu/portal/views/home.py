"""The home: something worth using on one screen; and the door of a demo home."""

from __future__ import annotations

from uuid import UUID

from allauth.account.signals import user_logged_in
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.queries import in_force
from kepu.campaigns.queries import open_campaigns
from kepu.core.web import open_to_all, reads
from kepu.library.models import Shelf
from kepu.library.queries import counts, items
from kepu.library.queries.items import ICONS

NEWEST = 13  # one large, four beside it, two rows of four below
DEMO_HATS = 20


@open_to_all
@reads
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    held = counts.of_all()
    newest = items.newest(NEWEST)
    on_shelf = held.types
    page = {
        "now": now,
        "campaigns": list(open_campaigns(now)[:1]),
        "shelves": [
            (code, label, ICONS[Shelf(code)], on_shelf.get(code, 0))
            for code, label in Shelf.choices
            if code != Shelf.APP or code in on_shelf
        ],
        "total": held.total,
        "lead": newest[:1],
        "beside": newest[1:5],
        "fresh": newest[5:],
    }
    return render(request, "portal/home.html", page)


@open_to_all
@reads
def demo(request: HttpRequest) -> HttpResponse:
    """Show who is who in a demo home (演示身份)."""
    insist_demo()
    hats = in_force(timezone.now()).select_related("person", "of_org", "place", "org")
    page = {"hats": hats.order_by("starts_at", "pk")[:DEMO_HATS]}
    return render(request, "portal/demo.html", page)


@open_to_all
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Log in as somebody of the demo, without a password; only in a demo home."""
    insist_demo()
    try:
        chosen = UUID(request.POST.get("hat", ""))
    except ValueError as error:
        raise Http404 from error
    hat = get_object_or_404(in_force(timezone.now()).select_related("person"), pk=chosen)
    login(request, hat.person, "allauth.account.auth_backends.AuthenticationBackend")
    user_logged_in.send(type(hat.person), request=request, user=hat.person)  # lists the device
    return redirect(settings.LOGIN_REDIRECT_URL)


def insist_demo() -> None:
    """Outside a demo home these pages do not exist."""
    if not settings.KEPU.demo:
        raise Http404
