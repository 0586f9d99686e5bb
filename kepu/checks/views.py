"""The page that says what a version would make of the files handed in under others."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.access.jurisdiction import within
from kepu.campaigns.models import CampaignVersion
from kepu.checks import actions, queries
from kepu.core.web import PersonRequest


@needs(May.CAMPAIGN_RUN)
def impact(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Compare what files were found to be with what a version makes of them, or have it done."""
    versions = within(CampaignVersion.objects.all(), request.actor, May.CAMPAIGN_RUN)
    version = get_object_or_404(versions.select_related("campaign").defer("spec"), pk=pk)
    if request.method == "POST":
        actions.ask_again(version, by=request.actor, now=timezone.now())
        messages.success(request, "正在重新检查，文件多时要几分钟，稍后刷新本页看结果")
        return redirect("checks:impact", pk)
    context = {"version": version, "rows": queries.impact(version)}
    return render(request, "checks/impact.html", context)
