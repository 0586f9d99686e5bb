"""Pages of the attachments of a campaign, for those who hang them up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns import actions, queries
from kepu.campaigns.forms import MOST_OF_A_PAPER, Paper
from kepu.campaigns.views.running import the_campaign
from kepu.core.web import PersonRequest, asked, posted, reads
from kepu.media import actions as media
from kepu.media.send import send

SOON = timedelta(hours=1)


@needs(May.CAMPAIGN_RUN)
def papers(request: PersonRequest, pk: UUID) -> HttpResponse:
    """List what hangs on a campaign, and hang up one more."""
    campaign = the_campaign(request, pk)
    spec = queries.spec_now(campaign)
    shown = queries.papers(campaign, spec)
    lacking = [one.label for one in shown if not one.attachment]

    def do(told: dict[str, Any]) -> HttpResponse:
        by, now, file = request.actor, timezone.now(), told["file"]
        ticket = media.allow(
            f"{pk.hex}:paper", at_most_bytes=MOST_OF_A_PAPER, expires=now + SOON, by=by, now=now
        )
        blob = media.receive(ticket, file, name=file.name, by=by, now=now)
        actions.attach(pk, blob, label=told["label"], name=file.name, by=by, now=now)
        messages.success(request, f"“{told['label']}”已放到公开页面上")
        return redirect("campaigns:papers", pk)

    context = {"campaign": campaign, "papers": shown, "lacking": lacking}
    form = Paper(posted(request), request.FILES or None, initial={"label": next(iter(lacking), "")})
    return asked(request, form, do, "campaigns/mine/papers.html", context)


@needs(May.CAMPAIGN_RUN)
@reads
def paper(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Hand out an attachment to those who run the campaign, before it is open too."""
    found = get_object_or_404(queries.attachments_of(request.actor), pk=pk)
    return send(found.blob, found.name)


@needs(May.CAMPAIGN_RUN)
@require_POST
def take_down(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take an attachment off the page."""
    found = get_object_or_404(queries.attachments_of(request.actor), pk=pk)
    actions.detach(pk, by=request.actor, now=timezone.now())
    messages.success(request, f"“{found}”已撤下")
    return redirect("campaigns:papers", found.campaign_id)
