"""The sender's own pages: the list, a new work, where a work stands, taking it back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns import queries as campaigns
from kepu.core import xlsx
from kepu.core.ids import uuid_of
from kepu.core.web import UNPROCESSABLE, PersonRequest, reads
from kepu.orgs.models import Org
from kepu.submissions import actions, queries
from kepu.submissions.life import State
from kepu.submissions.views.doors import door

COLUMNS = ("编号", "作品", "征集活动", "类别", "状态", "现在谁办", "报送时间", "保存时间")


@needs(May.WORK_SUBMIT)
@reads
def index(request: PersonRequest) -> HttpResponse:
    chosen, before = request.GET.get("state", ""), request.GET.get("before", "")
    page = queries.own_page(request.actor, state=chosen, before=uuid_of(before))
    now = timezone.now()
    org = get_object_or_404(Org.objects.select_related("place"), pk=request.actor.org_id)
    running, others = campaigns.offered_to(org, now)
    return render(
        request,
        "submissions/index.html",
        {
            "page": page,
            "states": queries.STANDINGS,
            "chosen": chosen,
            "running": running,
            "others": others,
            "now": now,
        },
    )


@needs(May.WORK_SUBMIT)
@reads
def export(request: PersonRequest) -> HttpResponse:
    """Hand out the own list, as it is narrowed, as a workbook (导出表格)."""
    rows = (
        (
            row.work.number,
            str(row.work),
            row.work.campaign.title,
            row.category,
            row.work.standing,
            row.holder,
            row.work.submitted_at,
            row.work.saved_at,
        )
        for row in queries.own_rows(request.actor, state=request.GET.get("state", ""))
    )
    return xlsx.answer("我的报送", COLUMNS, rows)


@needs(May.WORK_SUBMIT)
def new(request: PersonRequest, slug: str) -> HttpResponse:
    begun, facts = door(request, slug, actions.start)
    if begun:
        return redirect("submissions:edit", begun.pk)
    status = UNPROCESSABLE if facts["says"] else None
    return render(request, "submissions/new.html", facts, status=status)


@needs(May.WORK_SUBMIT)
@reads
def work(request: PersonRequest, pk: UUID) -> HttpResponse:
    mine = queries.works_of(request.actor).select_related("campaign", "org", "version")
    found = get_object_or_404(mine, pk=pk)
    if found.state == State.DRAFT:
        return redirect("submissions:edit", found.pk)
    spec = campaigns.spec_of(found.version)
    facts = {
        "work": found,
        "sheet": queries.sheet(found, spec),
        "answers": queries.answers(spec, found, plainly=True),
        "now": timezone.now(),
    }
    if found.state == State.DISCARDED:
        return render(request, "submissions/discarded.html", facts)
    facts |= {"course": queries.course(found, own=True), "here": request.build_absolute_uri()}
    return render(request, "submissions/work.html", facts)


@needs(May.WORK_SUBMIT)
@require_POST
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(queries.works_of(request.actor), pk=pk)
    why = request.POST.get("why", "")
    actions.withdraw(found.pk, why=why, by=request.actor, now=timezone.now())
    messages.success(request, f"“{found}”已撤回")
    return redirect(found)
