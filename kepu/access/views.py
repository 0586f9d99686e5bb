"""Pages of appointments: the hats of a person, and the desk of those who appoint."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access import actions, queries
from kepu.access.duties import DUTIES, May, gives, permissions
from kepu.access.forms import Dismissal, Filters
from kepu.access.gate import needs, signed_in
from kepu.access.middleware import HAT
from kepu.access.models import Appointment
from kepu.core.ids import uuid_of
from kepu.core.keyset import page
from kepu.core.web import PersonRequest, asked, posted, reads


@signed_in
@reads
def hats(request: PersonRequest) -> HttpResponse:
    """Show every hat (身份) the person may put on, and which one they wear."""
    mine = _hats(request)
    context = {"hats": mine, "next": request.GET.get("next", ""), "now": timezone.now()}
    return render(request, "access/hats.html", context)


@signed_in
@require_POST
def wear(request: PersonRequest) -> HttpResponse:
    """Put a hat on (换身份); the session remembers it, the appointment decides what it may."""
    mine = _hats(request)
    hat = get_object_or_404(mine, pk=uuid_of(request.POST.get("hat", "")))
    request.session[HAT] = str(hat.pk)
    onward = request.POST.get("next", "")
    return redirect(onward if _has_page(hat, onward) else "desk:index")


@signed_in
def stay(request: PersonRequest) -> HttpResponse:
    """Say how long one stays logged in doing nothing; asked by POST, one is here (接着用)."""
    idle = getattr(request, "idle", None) or {"left": settings.SESSION_COOKIE_AGE}
    return JsonResponse({"left": idle["left"]})


@needs(May.APPOINT)
@reads
def appointments(request: PersonRequest) -> HttpResponse:
    """List the appointments within reach, newest first."""
    now = timezone.now()
    filters = Filters(request.GET)
    found = filters.narrow(queries.appointments_of(request.actor), now)
    shown = page(found, request.GET, key="-starts_at")
    mine = queries.campaigns_of(request.actor, [one.campaign_id for one in shown.rows])
    for one in shown.rows:
        reached = one.campaign_id is None or one.campaign_id in mine
        theirs = one.person_id != request.actor.person_id
        may_end = theirs and reached and one.duty in gives(request.actor.duty) and one.holds(now)
        one.may_end = may_end  # type: ignore[attr-defined]
    return render(
        request, "access/appointments.html", {"filters": filters, "page": shown, "now": now}
    )


@needs(May.APPOINT)
def dismiss(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask why, then end an appointment."""
    appointment = get_object_or_404(queries.appointments_of(request.actor), pk=pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        actions.dismiss(appointment, by=request.actor, now=timezone.now(), **told)
        return redirect("access:appointments")

    context = {"appointment": appointment, "duty": DUTIES[appointment.duty]}
    return asked(request, Dismissal(posted(request)), do, "access/dismiss.html", context)


def _hats(request: PersonRequest) -> QuerySet[Appointment]:
    return queries.hats_of(cast("UUID", request.user.pk), timezone.now())


def _has_page(hat: Appointment, path: str) -> bool:
    """Say whether a page of ours is one that this hat may see."""
    try:
        gate = getattr(resolve(path.partition("?")[0]).func, "gate", ())
    except Resolver404:
        return False
    return isinstance(gate, str) or bool(permissions(hat.duty).intersection(gate))
