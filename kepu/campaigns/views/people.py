"""Pages of the people in a campaign: who is called in, calling in many, letting them go."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kepu.access.duties import May, permissions
from kepu.access.gate import needs
from kepu.campaigns import actions, queries
from kepu.campaigns.forms import Call, Filters, Leaving, Newcomers
from kepu.campaigns.models import Campaign
from kepu.core import xlsx
from kepu.core.ids import uuid_of
from kepu.core.keyset import page as page_of
from kepu.core.web import PersonRequest, asked, posted, reads
from kepu.people.models import Person

FORM = "campaigns/mine/form.html"
PASSED_ON = "正在办的事转给同一职责的其他人，没有其他人时转到主办单位。账号保留。"
COLUMNS = ("姓名", "登录名", "职责", "单位", "任职时间", "任期到")


@needs(May.APPOINT)
@reads
def people(request: PersonRequest, pk: UUID) -> HttpResponse:
    """List who is in a campaign, and find those who shall be."""
    campaign, now = _campaign(request, pk), timezone.now()
    filters, sought = Filters(request.GET), request.GET.get("q", "")
    found = queries.candidates(request.actor, sought, now) if sought else []
    context = {
        "campaign": campaign,
        "filters": filters,
        "page": page_of(
            filters.narrow(queries.called(campaign), now), request.GET, key="-starts_at"
        ),
        "sought": sought,
        "found": found,
        "unfound": queries.unfound(sought, found),
        "form": Call(duties=queries.may_call(request.actor)),
        "may_register": May.PERSON_MANAGE in permissions(request.actor.duty),
        "now": now,
    }
    return render(request, "campaigns/mine/people.html", context)


@needs(May.APPOINT)
@reads
def export(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Hand out exactly who is listed, as a workbook."""
    campaign = _campaign(request, pk)
    found = Filters(request.GET).narrow(queries.called(campaign), timezone.now())
    rows = (
        (one.person.name, one.person.login, one.label, one.of_org.name, one.starts_at, one.ends_at)
        for one in found.order_by("-starts_at", "-pk").iterator(chunk_size=1_000)
    )
    return xlsx.answer(f"{campaign.title}人员", COLUMNS, rows)


@needs(May.APPOINT)
def call_in(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Appoint those who were ticked."""
    campaign, now = _campaign(request, pk), timezone.now()
    chosen = [key for one in request.POST.getlist("who") if (key := uuid_of(one))]
    who = list(Person.objects.filter(pk__in=chosen, is_active=True).order_by("name"))
    form = Call(posted(request), duties=queries.may_call(request.actor))

    def do(told: dict[str, Any]) -> HttpResponse:
        if not who:
            messages.error(request, "没有勾选人员，请先查找，再勾选")
            return redirect("campaigns:people", pk)
        called = actions.call_in(pk, who, by=request.actor, now=now, **told)
        messages.success(request, f"已任命 {len(called)} 人：{'、'.join(one.name for one in who)}")
        return redirect("campaigns:people", pk)

    context = {"campaign": campaign, "who": who, "says": "任命", "verb": "任命", "people": True}
    context["read"] = "、".join(f"{one.name}（{one.login}）" for one in who) or "没有勾选人员。"
    return asked(request, form, do, FORM, context)


@needs(May.PERSON_MANAGE)
def register(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Open accounts and appoint their holders; first passwords are shown this once."""
    campaign = _campaign(request, pk)
    home = campaign.operator or campaign.host

    def do(told: dict[str, Any]) -> HttpResponse:
        who = told.pop("people")
        called = actions.call_in(pk, who, by=request.actor, now=timezone.now(), **told)
        given = {"campaign": campaign, "called": called}
        return render(request, "campaigns/mine/registered.html", given)

    form = Newcomers(posted(request), duties=queries.may_call(request.actor), home=home)
    context = {"campaign": campaign, "says": "新开账号并任命", "verb": "开户并任命", "people": True}
    context["read"] = f"每个人得到一个初始密码，下一页显示，只显示一次。单位不写的，算在“{home}”。"
    return asked(request, form, do, FORM, context)


@needs(May.APPOINT)
def let_go(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Ask why, then end the appointments that were ticked."""
    campaign, now = _campaign(request, pk), timezone.now()
    told = request.POST if request.method == "POST" else request.GET
    chosen = [key for one in told.getlist("who") if (key := uuid_of(one))]
    seats = list(queries.called(campaign).filter(pk__in=chosen).exclude(ends_at__lte=now))
    if not seats:
        messages.error(request, "没有勾选在任的人员")
        return redirect("campaigns:people", pk)

    def do(why: dict[str, Any]) -> HttpResponse:
        actions.let_go(seats, by=request.actor, now=now, **why)
        messages.success(request, f"{len(seats)} 人已卸任")
        return redirect("campaigns:people", pk)

    context = {
        "campaign": campaign,
        "who": seats,
        "says": "卸任",
        "verb": "办理卸任",
        "people": True,
    }
    names = "、".join(f"{one.person}（{one.label}）" for one in seats)
    context["read"] = f"{names}卸任，立即生效：{PASSED_ON}"
    return asked(request, Leaving(posted(request)), do, FORM, context)


def _campaign(request: PersonRequest, pk: UUID) -> Campaign:
    return get_object_or_404(queries.to_appoint_in(request.actor), pk=pk)
