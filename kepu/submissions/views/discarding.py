"""Giving drafts up, and bringing them back (丢弃 · 找回)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.core.ids import uuid_of
from kepu.core.text import quoted
from kepu.core.web import PersonRequest
from kepu.submissions import actions, queries
from kepu.submissions.life import State
from kepu.submissions.models import Work

MOST = 1_000  # drafts given up, or brought back, by one press


@needs(May.WORK_SUBMIT)
@require_POST
def discard(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give one draft up, from its own page."""
    work = get_object_or_404(queries.works_of(request.actor), pk=pk)
    tell(request, actions.discard([work.pk], by=request.actor, now=timezone.now()))
    return redirect("submissions:index")


@needs(May.WORK_SUBMIT)
@require_POST
def bring_back(request: PersonRequest) -> HttpResponse:
    """Bring back what the button names."""
    ids = [pk for pk in map(uuid_of, request.POST.getlist("work")) if pk][:MOST]
    works = actions.bring_back(ids, by=request.actor, now=timezone.now())
    if len(works) == 1:
        messages.success(request, f"{quoted(works[0])}已找回，又是草稿了")
        return redirect(works[0])
    messages.success(request, f"找回了 {len(works)} 件草稿")
    return redirect(reverse("submissions:index") + f"?state={State.DRAFT}")


def tell(request: HttpRequest, discarded: list[Work]) -> None:
    """Say what was given up, and where it is to be found."""
    if not discarded:
        messages.warning(request, "没有丢弃：刚才已经报送，或者已经丢弃了")
        return
    what = (
        f"{quoted(discarded[0])}已丢弃"
        if len(discarded) == 1
        else f"丢弃了 {len(discarded)} 件草稿"
    )
    messages.success(request, f"{what}，在“我的报送”的“已丢弃”里可以找回")
