"""Deciding a case, from the form that the page of its subject shows."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kepu.access.gate import signed_in
from kepu.cases import actions, queries
from kepu.cases.forms import DecideForm
from kepu.cases.life import Outcome
from kepu.core.errors import ChangedMeanwhile, Refused
from kepu.core.text import quoted
from kepu.core.web import UNPROCESSABLE, PersonRequest

SAYS = {
    Outcome.LET_PASS: "已通过{case}",
    Outcome.SEND_BACK: "已退回{case}，对方改好后仍回到这一环节",
    Outcome.REFUSE: "{case}已按不通过办结",
}


@signed_in
@require_POST
def decide(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Decide a case; refused, the form comes back with what was typed."""
    case = get_object_or_404(queries.known_to(request.actor).select_related("org"), pk=pk)
    form = DecideForm(request.POST)
    stale = ""
    if form.is_valid():
        answer = form.answer()
        try:
            actions.decide(case.pk, answer, by=request.actor, now=timezone.now())
        except ChangedMeanwhile as change:
            stale = str(change)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, SAYS[Outcome(answer.outcome)].format(case=quoted(case)))
            return redirect(_next(request))
    here = {"case": case, "form": form, "offers": form.offers, "next": _next(request)}
    return render(request, "cases/again.html", here | {"stale": stale}, status=UNPROCESSABLE)


def _next(request: PersonRequest) -> str:
    """Give the page to go to: the one the form names, if it is one of ours, else the inbox."""
    page = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if ours else reverse("desk:inbox")
