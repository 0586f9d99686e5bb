"""The messages of a person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.gate import signed_in
from kepu.core.ids import uuid_of
from kepu.core.web import PersonRequest, reads
from kepu.talk import actions, queries

A_PAGE = 30


@signed_in
@reads
def index(request: PersonRequest) -> HttpResponse:
    before = uuid_of(request.GET.get("before", ""))
    found = queries.messages_of(request.actor)
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    more = str(shown[-1].pk) if len(rows) > A_PAGE else ""
    works = queries.works_told_of(shown)
    facts = {
        "rows": [(one, queries.work_of(one, works)) for one in shown],
        "more": more,
        "unread": queries.unread(request.actor),
        "now": timezone.now(),
    }
    return render(request, "talk/index.html", facts)


@signed_in
@require_POST
def message(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Mark a message as read and go where it leads."""
    found = actions.read(pk, by=request.actor, now=timezone.now())
    return redirect(found.url)


@signed_in
@require_POST
def read(request: PersonRequest) -> HttpResponse:
    """Mark everything as read, and stay."""
    actions.read_all(by=request.actor, now=timezone.now())
    return redirect("talk:index")
