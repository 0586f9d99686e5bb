"""The works a campaign took in, as who runs it sees them: a list, and the same as a workbook."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kepu.access.duties import May, permissions
from kepu.access.gate import needs
from kepu.campaigns.models import Campaign
from kepu.campaigns.queries import of_mine, spec_now
from kepu.core import xlsx
from kepu.core.keyset import page as page_of
from kepu.core.web import PersonRequest, reads
from kepu.submissions import queries
from kepu.submissions.forms.narrowing import TakenForm

PARTS = 3  # category, slot, how many
COLUMNS = ("编号", "作品", "类别", "报送单位", "地区", "状态", "现在谁办", "报送时间")


@needs(May.CAMPAIGN_RUN)
@reads
def taken(request: PersonRequest, pk: UUID) -> HttpResponse:
    """List the works of a campaign one runs, the latest on top (已收作品)."""
    campaign, filters = _asked(request, pk)
    found = filters.narrow(queries.taken_in(campaign, request.actor))
    page = page_of(found, request.GET, key="-submitted_at")
    total, many = queries.counted(found)
    context = {
        "campaign": campaign,
        "filters": filters,
        "page": page,
        "rows": queries.in_rows(page.rows, campaign),
        "total": total,
        "many": many,
        "sees": May.WORK_SEE in permissions(request.actor.duty),
        "now": timezone.now(),
    }
    return render(request, "submissions/taken/list.html", context)


@needs(May.CAMPAIGN_RUN)
@reads
def over(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say how many works hold more files than a revision would take: ``?slot=image.picture.20``."""
    campaign = get_object_or_404(of_mine(request.actor), pk=pk)
    asked = [one.split(".") for one in request.GET.getlist("slot")]
    found = [
        queries.over(campaign, category, slot, int(most))
        for category, slot, most in (one for one in asked if len(one) == PARTS)
        if most.isdecimal()
    ]
    drafts, others = (sum(counts) for counts in zip(*found, strict=True)) if found else (0, 0)
    return render(request, "submissions/taken/over.html", {"drafts": drafts, "others": others})


@needs(May.CAMPAIGN_RUN)
@reads
def export(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Hand out exactly what is listed, as a workbook (导出表格)."""
    campaign, filters = _asked(request, pk)
    found = filters.narrow(queries.taken_in(campaign, request.actor))
    rows = (
        (
            row.work.number,
            str(row.work),
            row.category,
            row.work.org.name,
            place,
            row.work.standing,
            row.holder,
            row.work.submitted_at,
        )
        for row, place in queries.all_rows(found, campaign)
    )
    return xlsx.answer(f"{campaign.title}已收作品", COLUMNS, rows)


def _asked(request: PersonRequest, pk: UUID) -> tuple[Campaign, TakenForm]:
    campaign = get_object_or_404(of_mine(request.actor), pk=pk)
    return campaign, TakenForm(request.GET, campaign=campaign, spec=spec_now(campaign))
