"""The work as an officer or expert sees it: files, findings with measured values, history."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May, permissions
from kepu.access.gate import needs
from kepu.access.jurisdiction import may
from kepu.campaigns.queries import spec_of
from kepu.cases.queries import may_decide, most_urgent
from kepu.checks import actions as checks
from kepu.core.web import PersonRequest, reads
from kepu.submissions import actions, queries

ASKED = "contacts_of"  # the work whose contacts are shown once, on the page that follows
QUEUE = 50  # works shown beside the one that is judged


@needs(May.WORK_SEE)
@reads
def review(request: PersonRequest, pk: UUID) -> HttpResponse:
    work = get_object_or_404(queries.works_before(request.actor), pk=pk)
    spec = spec_of(work.version)
    page = queries.sheet(work, spec, among=queries.works_before(request.actor))
    course = queries.course(work)
    mine = course.case and may_decide(request.actor, course.case)
    plainly = request.session.pop(ASKED, "") == str(work.pk)
    judges = bool(mine and May.CASE_JUDGE in permissions(request.actor.duty))
    within_reach = may(request.actor, May.WORK_SEE, work)
    facts = {
        "work": work,
        "page": page,
        "answers": queries.answers(spec, work, plainly=plainly),
        "hides": not plainly and queries.tells_of_persons(spec, work),
        "contacts": within_reach and May.WORK_CONTACT in permissions(request.actor.duty),
        "changes": queries.changes(work, spec),
        "course": course,
        "case": course.case if mine else None,
        "offers": queries.offers(page) if mine else [],
        "queue": most_urgent(request.actor, QUEUE) if judges else (),
        "waives": within_reach and May.CHECK_WAIVE in permissions(request.actor.duty),
        "now": timezone.now(),
    }
    page_of = "judging" if judges else "review"
    return render(request, f"submissions/{page_of}.html", facts)


@needs(May.WORK_CONTACT)
@require_POST
def contacts(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show once what the form says about persons; a line says who looked (显示联系方式)."""
    work = get_object_or_404(queries.works_before(request.actor), pk=pk)
    actions.read_contacts(work, by=request.actor, now=timezone.now())
    request.session[ASKED] = str(work.pk)
    return redirect(f"{reverse('submissions:review', args=[work.pk])}#answers")


@needs(May.CHECK_WAIVE)
@require_POST
def waive(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Let one file off one rule, with a reason that stays on its page (放宽)."""
    file = get_object_or_404(queries.files_before(request.actor), pk=pk)
    rule, reason = request.POST.get("rule", ""), request.POST.get("reason", "")
    checks.waive(file.file_ref, rule, reason=reason, by=request.actor, now=timezone.now())
    messages.success(request, f"已对“{file.name}”放宽这一条，理由会一直显示")
    return redirect("submissions:review", file.work_id)


@needs(May.CASE_JUDGE)
@reads
def following(request: PersonRequest) -> HttpResponse:
    """Go to the page of what waits next for an expert (看下一件)."""
    case = next(iter(most_urgent(request.actor, 1)), None)
    if case is None:
        messages.success(request, "这里的作品都评完了")
        return redirect("desk:inbox")
    return redirect(case.url)
