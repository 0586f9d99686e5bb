"""Many works at once (批量报送): what they share, their files, and what became of each."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns import queries as campaigns
from kepu.core.errors import Refused
from kepu.core.ids import uuid_of
from kepu.core.web import UNPROCESSABLE, PersonRequest
from kepu.media import actions as media
from kepu.media.models import Blob
from kepu.media.queries import upload_of
from kepu.rulebook.spec import Slot
from kepu.submissions import actions, forms, queries
from kepu.submissions.actions import Brought, Piece
from kepu.submissions.life import State
from kepu.submissions.models import Batch
from kepu.submissions.views.doors import door

HOUR = timedelta(hours=1)
NOBODY = UUID(int=0)  # of no upload


@needs(May.WORK_SUBMIT)
def many(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin a batch in a category of a campaign, or go on with one."""
    begun, facts = door(request, slug, actions.begin)
    if begun:
        return redirect(begun)
    spec, campaign, org, now = (facts[name] for name in ("spec", "campaign", "org", "now"))
    facts["tables"] = [
        (one, queries.rooms(queries.sample(campaign, spec, org, one.code), spec, now))
        for one in facts["tables"]
        if forms.takes_files(spec, one.code)
    ]
    facts["batches"] = [
        (one, spec.category(one.category).label)
        for one in queries.with_drafts(request.actor, campaign)
    ]
    status = UNPROCESSABLE if facts["says"] else None
    return render(request, "submissions/many/begin.html", facts, status=status)


@needs(May.WORK_SUBMIT)
def batch(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show a batch, and do what its page asks: share answers, sort files, take them in."""
    own = get_object_or_404(queries.batches_of(request.actor), pk=pk)
    deed = request.POST.get("do", "").partition(":")[0]
    told = {"plan": _plan, "ticket": _ticket, "bring": _bring}.get(deed)
    try:
        if told:
            return told(request, own)
        if request.method == "POST":
            return _changed(request, own, timezone.now())
    except Refused as error:
        if told:
            says = {"says": str(error), "code": error.code}
            return JsonResponse(says, status=UNPROCESSABLE)
        messages.error(request, str(error))
    return render(request, "submissions/many/batch.html", _facts(own, timezone.now()))


def _facts(own: Batch, now: datetime) -> dict[str, Any]:
    page = queries.shared_sheet(own)
    made, spec = queries.made_in(own), page.spec
    kind = queries.sample(own.campaign, spec, own.org, own.category)
    return {
        "batch": own,
        "work": page.work,
        "page": page,
        "controls": forms.rows(forms.shared(page)),
        "promises": forms.promises(page),
        "subtypes": forms.subtypes(page),
        "slots": forms.slots_of(page),
        "accept": ",".join(f".{one}" for slot in forms.slots_of(page) for one in slot.formats),
        "modes": forms.MODES.items(),
        "rooms": queries.rooms(kind, spec, now),
        "drafts": made.get(State.DRAFT, 0),
        "sent": sum(made.values()) - made.get(State.DRAFT, 0),
        "how": campaigns.standing(own.campaign, spec, now, own.category),
        "now": now,
    }


def _changed(request: PersonRequest, own: Batch, now: datetime) -> HttpResponse:
    """Keep what all share; without script, take in the files of the form too."""
    page = queries.shared_sheet(own)
    deed, _, which = request.POST.get("do", "").partition(":")
    if deed != "upload":
        draft = forms.shared_of(request.POST, page)
        draft = forms.without(draft, which) if deed == "drop" else draft
        told = actions.share(own.pk, draft, by=request.actor, now=now)
        says = f"已保存，{told} 件草稿跟着改了" if told else "已保存"
    else:
        says = _take_in(request, own, now)
    if request.accepts("text/html"):
        messages.success(request, says)
        return redirect(own)
    return JsonResponse({"says": says})


def _take_in(request: PersonRequest, own: Batch, now: datetime) -> str:
    """Make drafts of the files of a plain form; what is not taken is said, one by one."""
    files = request.FILES.getlist("files")
    plan = _sorted(request, own, [forms.Coming(one.name or "文件", one.size or 0) for one in files])
    works = set()
    for group in plan.groups:
        for placed in group.files:
            if placed.slot is None or placed.is_there:
                continue
            try:
                brought = _received(request, own, placed.slot, files[placed.nth], now)
                piece = Piece(
                    key=group.key, title=group.title, slot=placed.slot.code, brought=brought
                )
                works.add(actions.bring(own.pk, piece, by=request.actor, now=now).pk)
            except Refused as error:
                messages.error(request, f"“{placed.file.name}”没有收下：{error}")
    for placed in plan.refused:
        messages.warning(request, f"“{placed.file.name}”{placed.why}")
    return f"收下文件，{len(works)} 件草稿"


def _plan(request: PersonRequest, own: Batch) -> HttpResponse:
    """Show which works the files that were chosen would make, before any of them is sent."""
    page, now = queries.shared_sheet(own), timezone.now()
    kind = queries.sample(own.campaign, page.spec, own.org, own.category)
    facts = {
        "plan": _sorted(request, own, forms.coming(request.POST.get("files", ""))),
        "rooms": queries.rooms(kind, page.spec, now),
        "drafts": queries.made_in(own).get(State.DRAFT, 0),
        "modes": forms.MODES.items(),
        "how": campaigns.standing(own.campaign, page.spec, now, own.category),
    }
    return render(request, "submissions/many/plan.html", facts)


def _sorted(request: PersonRequest, own: Batch, files: list[forms.Coming]) -> forms.Plan:
    page = queries.shared_sheet(own)
    return forms.plan(
        files,
        forms.slots_of(page),
        mode=request.POST.get("mode", ""),
        first=request.POST.get("slot", ""),
        held=queries.there(own),
        named=partial(actions.title_of, spec=page.spec, category=own.category),
    )


def _ticket(request: PersonRequest, own: Batch) -> HttpResponse:
    """Issue a ticket for a large file, which comes piece by piece and is then ``carried``."""
    slot = _slot(request, own)
    most, now = forms.at_most(slot), timezone.now()
    ticket = actions.admit_to(own.pk, slot.code, at_most_bytes=most, by=request.actor, now=now)
    return JsonResponse({"ticket": ticket.pk})


def _bring(request: PersonRequest, own: Batch) -> HttpResponse:
    """Take in one file, sent with the form or carried here before."""
    slot, now = _slot(request, own), timezone.now()
    file = request.FILES.get("file")
    brought = _received(request, own, slot, file, now) if file else _carried(request, own, slot)
    said = request.POST
    piece = Piece(
        key=said.get("key", "") or brought.name,
        title=said.get("title", "") or brought.name,
        slot=slot.code,
        brought=brought,
    )
    work = actions.bring(own.pk, piece, by=request.actor, now=now)
    return JsonResponse({"work": str(work.pk), "title": str(work), "drafts": _drafts(own)})


def _drafts(own: Batch) -> int:
    return queries.made_in(own).get(State.DRAFT, 0)


def _slot(request: PersonRequest, own: Batch) -> Slot:
    slots = forms.slots_of(queries.shared_sheet(own))
    found = next((one for one in slots if one.code == request.POST.get("slot", "")), None)
    if found is None:
        raise Http404
    return found


def _received(
    request: PersonRequest, own: Batch, slot: Slot, file: UploadedFile, now: datetime
) -> Brought:
    most, by, name = forms.at_most(slot), request.actor, file.name or slot.label
    ticket = actions.admit_to(own.pk, slot.code, at_most_bytes=most, by=by, now=now)
    blob: Blob = media.receive(ticket, file, name=name, by=by, now=now)
    return Brought(blob=blob, name=name)


def _carried(request: PersonRequest, own: Batch, slot: Slot) -> Brought:
    upload = upload_of(request.actor, uuid_of(request.POST.get("carried", "")) or NOBODY)
    purpose = queries.upload_purpose(own.pk, slot.code)
    if upload is None or upload.blob is None or upload.purpose != purpose:
        raise Http404
    return Brought(blob=upload.blob, name=upload.name or slot.label)
