"""Pages of those who run campaigns: the list, one campaign, its preview, opening and closing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kepu.access.duties import May, Scope
from kepu.access.gate import needs
from kepu.campaigns import actions, queries
from kepu.campaigns.forms import Ending, Undertaking
from kepu.campaigns.life import LIFE, State
from kepu.campaigns.models import Campaign
from kepu.campaigns.views.public import facts_of
from kepu.core.keyset import page as page_of
from kepu.core.web import PersonRequest, asked, posted, reads
from kepu.rulebook.doubts import unsaid


@needs(May.CAMPAIGN_RUN)
@reads
def mine(request: PersonRequest) -> HttpResponse:
    """List the campaigns one runs, the newest on top."""
    found = queries.mine(request.actor)
    chosen = request.GET.get("state", "")
    if chosen in State.values:
        found = found.filter(state=chosen)
    context = {
        "page": page_of(found, request.GET, key="-id"),
        "states": State.choices,
        "chosen": chosen,
        "may_begin": request.actor.reach_kind != Scope.CAMPAIGN,
        "now": timezone.now(),
    }
    return render(request, "campaigns/mine/index.html", context)


@needs(May.CAMPAIGN_RUN)
@reads
def one(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show how things stand with a campaign, and what may be done next."""
    campaign, now = the_campaign(request, pk), timezone.now()
    spec = queries.spec_now(campaign)
    context = {
        "campaign": campaign,
        "spec": spec,
        "how": queries.standing(campaign, spec, now),
        "steps": LIFE.open_to(campaign.state, request.actor),
        "versions": queries.versions_of(campaign).defer("spec"),
        "papers": queries.papers(campaign, spec),
        "people": queries.called(campaign).exclude(ends_at__lte=now).count(),
        "taken": queries.taken(campaign),
        "past": queries.past_of(campaign),
        "now": now,
    }
    return render(request, "campaigns/mine/one.html", context)


@needs(May.CAMPAIGN_RUN)
@reads
def preview(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show the public page as everybody will see it, or as a version showed it (预览)."""
    campaign = the_campaign(request, pk)
    number = request.GET.get("version", "")
    frozen = campaign.versions.filter(number=number).first() if number.isdecimal() else None
    spec = queries.spec_of(frozen) if frozen else queries.spec_now(campaign)
    if campaign.state == State.DRAFT:
        campaign.state = State.OPEN  # in this answer only: nothing is saved
    campaign.title = spec.title
    here = request.build_absolute_uri(campaign.get_absolute_url())
    facts = facts_of(campaign, spec, here=here, now=timezone.now())
    return render(request, "campaigns/page.html", facts | {"preview": True})


@needs(May.CAMPAIGN_RUN)
@reads
def version(request: PersonRequest, pk: UUID, number: int) -> HttpResponse:
    """Show what a version changed, and since when it is in force."""
    campaign = the_campaign(request, pk)
    found = get_object_or_404(campaign.versions, number=number)
    context = {
        "campaign": campaign,
        "version": found,
        "changes": queries.differences(found),
        "fewer": queries.fewer_in(found),
        "spec": queries.spec_of(found),
        "now": timezone.now(),
    }
    return render(request, "campaigns/mine/version.html", context)


@needs(May.CAMPAIGN_RUN)
def open_(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask once more, then open a campaign to everybody."""
    campaign, now = the_campaign(request, pk), timezone.now()
    if request.method == "POST":
        actions.open_(pk, by=request.actor, now=now)
        messages.success(request, f"“{campaign}”已开放，公开页面上可以看到了")
        return redirect("campaigns:one", pk)
    spec = queries.spec_now(campaign)
    opened = Campaign(state=State.OPEN)
    context = {"campaign": campaign, "spec": spec, "how": queries.standing(opened, spec, now)}
    doubts = {"unsaid": unsaid(spec), "now": now}
    return render(request, "campaigns/mine/open.html", context | doubts)


@needs(May.CAMPAIGN_RUN)
def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask why, then end a campaign."""
    campaign = the_campaign(request, pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        actions.close(pk, by=request.actor, now=timezone.now(), **told)
        return redirect("campaigns:one", pk)

    warns = "结束以后不再接收作品，常态化报送也停止。已报送的作品照常审核，公开页面保留。"
    context = {"campaign": campaign, "says": "结束活动", "verb": "结束活动", "warns": warns}
    return asked(request, Ending(posted(request)), do, "campaigns/mine/form.html", context)


@needs(May.CAMPAIGN_RUN)
def entrust(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say which organisation undertakes the campaign."""
    campaign = the_campaign(request, pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        actions.entrust(pk, told["operator"], by=request.actor, now=timezone.now())
        return redirect("campaigns:one", pk)

    form = Undertaking(posted(request), initial={"operator": campaign.operator or ""})
    context = {"campaign": campaign, "says": "确定承办单位", "verb": "保存"}
    return asked(request, form, do, "campaigns/mine/form.html", context)


def the_campaign(request: PersonRequest, pk: UUID) -> Campaign:
    """Give a campaign that who asks runs; another one does not exist for them."""
    return get_object_or_404(queries.of_mine(request.actor), pk=pk)
