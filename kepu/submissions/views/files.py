"""The files of works, for those who may look at the work."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns.queries import spec_of
from kepu.core.web import PersonRequest, reads
from kepu.media.queries import rendition_of
from kepu.media.send import send
from kepu.submissions import queries


@needs(May.WORK_SEE, May.WORK_SUBMIT)
@reads
def going(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Say what is being looked at and made of the files of a work, to a page that asks again."""
    work = get_object_or_404(queries.works_before(request.actor), pk=pk)
    files = queries.sheet(work, spec_of(work.version)).going
    return render(request, "submissions/going.html", {"work": work, "files": files})


@needs(May.WORK_SEE, May.WORK_SUBMIT)
@reads
def content(request: PersonRequest, pk: UUID) -> HttpResponse:
    file = get_object_or_404(queries.files_before(request.actor), pk=pk)
    return send(file.blob, file.name, inline="download" not in request.GET)


@needs(May.WORK_SEE, May.WORK_SUBMIT)
@reads
def shown(request: PersonRequest, pk: UUID, kind: str) -> HttpResponse:
    """Send what shows a file: a still, a page or picture of a document, a small film or sound."""
    file = get_object_or_404(queries.files_before(request.actor), pk=pk)
    made = rendition_of(file.blob, kind)
    if made is None:
        raise Http404
    return send(made, f"{file.name}（{kind}）", inline=True)
