"""Files of which something could not be measured or made (没做成的文件), and another try."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.core.ids import uuid_of
from kepu.core.web import PersonRequest, reads
from kepu.media import actions, queries
from kepu.media.models import Blob

A_PAGE = 100


@needs(May.PLATFORM_RUN)
@reads
def index(request: PersonRequest) -> HttpResponse:
    """Show what did not come of which file, and why, the newest first."""
    found = queries.failures()
    shown = found[:A_PAGE]
    names = queries.names_of(one.blob.pk for one in shown)
    facts = {
        "count": len(found),
        "failures": [(one, names.get(one.blob.pk, "")) for one in shown],
        "at_a_time": actions.AT_A_TIME,
        "now": timezone.now(),
    }
    return render(request, "media/failed.html", facts)


@needs(May.PLATFORM_RUN)
@require_POST
def retry(request: PersonRequest) -> HttpResponse:
    """Try one file again, or all."""
    by, now = request.actor, timezone.now()
    if which := request.POST.get("file"):
        blob = get_object_or_404(Blob, pk=uuid_of(which))
        says = "已重新排队" if actions.retry(blob, by=by, now=now) else "已经有人重试过"
    else:
        says = f"{actions.retry_all(by=by, now=now)} 个文件已重新排队"
    messages.success(request, says)
    return redirect("media:failed")
