"""Pages where the spec of a campaign is written: a new one, its dates, its text, its revisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns import actions, queries
from kepu.campaigns.forms import OWN, Basics, Beginning, Text
from kepu.campaigns.life import State
from kepu.campaigns.models import Campaign
from kepu.campaigns.views.running import the_campaign
from kepu.core.web import PersonRequest, asked, posted, reads
from kepu.orgs.models import Org
from kepu.rulebook.changed import changes
from kepu.rulebook.doubts import fewer, unsaid
from kepu.rulebook.spec import Spec, as_json
from kepu.rulebook.written import as_toml


@needs(May.CAMPAIGN_RUN)
def new(request: PersonRequest) -> HttpResponse:
    """Begin a campaign from a founding notice or from a spec of one's own."""
    own = Org.objects.filter(pk=request.actor.org_id).first() if request.actor.org_id else None
    form = Beginning(posted(request), request.FILES or None, initial={"host": own or ""})

    def do(told: dict[str, Any]) -> HttpResponse:
        campaign = actions.prepare(
            told["spec"],
            host=told["host"],
            operator=told["operator"],
            place=told["host"].place,
            by=request.actor,
            now=timezone.now(),
        )
        if told["base"] == OWN:
            messages.success(request, "草稿建好了，先预览，再开放")
            return redirect("campaigns:one", campaign.pk)
        messages.success(request, "草稿建好了，请把文号、日期和原文改成这次通知的")
        return redirect("campaigns:basics", campaign.pk)

    return asked(request, form, do, "campaigns/mine/new.html", {})


@needs(May.CAMPAIGN_RUN)
def basics(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Change what changes every year: names, numbers, dates."""
    campaign = the_campaign(request, pk)
    form = Basics(posted(request), spec=queries.spec_now(campaign))
    return _written(request, campaign, form, "campaigns/mine/basics.html")


@needs(May.CAMPAIGN_RUN)
def text(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Change anything: the whole text of the spec, typed or brought as a file."""
    campaign = the_campaign(request, pk)
    there = as_toml(as_json(queries.spec_now(campaign)))
    form = Text(posted(request), request.FILES or None, initial={"text": there})
    return _written(request, campaign, form, "campaigns/mine/text.html")


@needs(May.CAMPAIGN_RUN)
@reads
def source(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Hand out the text of the spec as it stands, to be changed at home."""
    campaign = the_campaign(request, pk)
    told = as_toml(as_json(queries.spec_now(campaign)))
    response = HttpResponse(told, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{campaign.slug}.toml"'
    return response


def _written(
    request: PersonRequest, campaign: Campaign, form: forms.Form, template: str
) -> HttpResponse:
    """Take a changed spec: a draft at once, a running campaign after a look at what differs."""

    def do(told: dict[str, Any]) -> HttpResponse:
        spec: Spec = told["spec"]
        if campaign.state != State.DRAFT and "sure" not in request.POST:
            return _differing(request, campaign, spec)
        revised = actions.revise(campaign.pk, spec, by=request.actor, now=timezone.now())
        number = revised.version.number if revised.version else 0
        messages.success(request, f"第 {number} 版已启用" if number else "草稿已保存")
        return redirect("campaigns:one", campaign.pk)

    return asked(request, form, do, template, {"campaign": campaign})


def _differing(request: PersonRequest, campaign: Campaign, spec: Spec) -> HttpResponse:
    """Show what a revision would change; its text goes along, to be put in force."""
    differing = changes(queries.spec_now(campaign), spec)
    if campaign.state == State.CLOSED:
        raise actions.CampaignOver(campaign=campaign)
    if spec.slug != campaign.slug:
        raise actions.OtherCampaign(new=spec.slug, old=campaign.slug)
    if not differing:
        raise actions.NothingChanged(number=campaign.version.number if campaign.version else 0)
    context = {
        "campaign": campaign,
        "changes": differing,
        "unsaid": unsaid(spec),
        "fewer": fewer(queries.spec_now(campaign), spec),
        "now": timezone.now(),
        "text": as_toml(as_json(spec)),
        "taken": queries.taken(campaign),
    }
    return render(request, "campaigns/mine/changes.html", context)
