"""The work as an officer or expert sees it: files, findings with measured values, history."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns.queries import spec_of
from kepu.cases.queries import inbox
from kepu.core.web import PersonRequest, reads
from kepu.submissions import forms, queries


@needs(May.WORK_SEE)
@reads
def review(request: PersonRequest, pk: UUID) -> HttpResponse:
    work = get_object_or_404(queries.works_before(request.actor), pk=pk)
    spec = spec_of(work.version)
    page, course = queries.sheet(work, spec), queries.course(work)
    waiting = inbox(request.actor)
    mine = course.case and waiting.filter(pk=course.case.pk).exists()
    after = waiting.exclude(pk=course.case.pk).first() if mine and course.case else None
    facts = {
        "work": work,
        "page": page,
        "answers": forms.answers(spec, work),
        "changes": queries.changes(work, spec),
        "course": course,
        "case": course.case if mine else None,
        "offers": queries.offers(page) if mine else [],
        "next": after.url if after else "",
        "now": timezone.now(),
    }
    return render(request, "submissions/review.html", facts)
