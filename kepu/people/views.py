"""Pages of accounts: the way in and out, one's own password and devices, the accounts in reach."""

from __future__ import annotations

from uuid import UUID

from allauth.account.views import LoginView, LogoutView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import known, needs, signed_in
from kepu.core.errors import Refused
from kepu.core.keyset import page as page_of
from kepu.core.web import UNPROCESSABLE, PersonRequest, open_to_all, posted, reads
from kepu.people import actions, queries
from kepu.people.forms import Filters, NewPassword, Suspension
from kepu.people.models import Person

log_out = known(LogoutView.as_view())


@open_to_all
def log_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in (登录), and note it."""
    response: HttpResponse = LoginView.as_view()(request)
    if request.method == "POST" and isinstance(response, HttpResponseRedirect):
        person = request.user
        if isinstance(person, Person):
            actions.log_in(person, by=request.actor, now=timezone.now())  # type: ignore[attr-defined]
    return response


@open_to_all
@reads
def sign_up(request: HttpRequest) -> HttpResponse:
    """Say how one comes by an account, since nobody takes one by themselves."""
    return render(request, "account/signup_closed.html")


@open_to_all
@reads
def inactive(request: HttpRequest) -> HttpResponse:
    """Say that an account is stopped."""
    return render(request, "account/account_inactive.html")


@known
def change_password(request: PersonRequest) -> HttpResponse:
    """Take a new password; who was given a first one cannot go past this page."""
    person = _myself(request)
    form = NewPassword(posted(request), person=person)
    if request.method == "POST" and form.is_valid():
        actions.change_password(
            person, form.cleaned_data["new"], by=request.actor, now=timezone.now()
        )
        update_session_auth_hash(request, person)
        messages.success(request, "密码已修改，下次登录用新密码")
        onward = request.GET.get("next", "")
        ours = url_has_allowed_host_and_scheme(onward, {request.get_host()}, request.is_secure())
        return redirect(onward if ours else "people:devices")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "account/password_change.html", {"form": form}, status=status)


@signed_in
@reads
def devices(request: PersonRequest) -> HttpResponse:
    """Show where one is signed in."""
    mine = queries.devices_of(_myself(request), request.session.session_key)
    return render(request, "people/devices.html", {"devices": mine, "now": timezone.now()})


@signed_in
@require_POST
def sign_out(request: PersonRequest) -> HttpResponse:
    """Sign out one other device, or all others."""
    person, this = _myself(request), request.session.session_key
    others = queries.sessions_of(person).exclude(session_key=this)
    one = request.POST.get("device", "")
    chosen = others.filter(pk=one) if one.isdecimal() else others
    actions.sign_out(person, chosen, by=request.actor, now=timezone.now())
    messages.success(request, "已退出，那台设备要重新登录")
    return redirect("people:devices")


@needs(May.PERSON_MANAGE)
@reads
def index(request: PersonRequest) -> HttpResponse:
    """List the accounts within reach."""
    filters, now = Filters(request.GET), timezone.now()
    found = filters.narrow(queries.people_of(request.actor, now))
    shown = page_of(found, request.GET, key="login")
    return render(request, "people/index.html", {"filters": filters, "page": shown, "now": now})


@needs(May.PERSON_MANAGE)
@reads
def page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show one account, its duties, and what one may do about it."""
    return _shown(request, pk)


@needs(May.PERSON_MANAGE)
@require_POST
def reset_password(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Make a first password anew, and show it this once."""
    person = _within_reach(request, pk)
    password = actions.reset_password(person, by=request.actor, now=timezone.now())
    return render(request, "people/password.html", {"person": person, "password": password})


@needs(May.PERSON_MANAGE)
@require_POST
def suspend(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Stop an account."""
    form = Suspension(request.POST)
    if not form.is_valid():
        return _shown(request, pk, form)
    why = form.cleaned_data["why"]
    try:
        actions.suspend(_within_reach(request, pk), by=request.actor, now=timezone.now(), why=why)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _shown(request, pk, form)
    return redirect("people:page", pk)


@needs(May.PERSON_MANAGE)
@require_POST
def resume(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let an account log in again."""
    actions.resume(_within_reach(request, pk), by=request.actor, now=timezone.now())
    return redirect("people:page", pk)


def _shown(request: PersonRequest, pk: UUID, form: Suspension | None = None) -> HttpResponse:
    context = {
        "person": _within_reach(request, pk),
        "form": form or Suspension(),
        "now": timezone.now(),
    }
    status = UNPROCESSABLE if form else 200
    return render(request, "people/page.html", context, status=status)


def _within_reach(request: PersonRequest, pk: UUID) -> Person:
    return get_object_or_404(queries.people_of(request.actor, timezone.now()), pk=pk)


def _myself(request: PersonRequest) -> Person:
    return get_object_or_404(Person, pk=request.user.pk)
