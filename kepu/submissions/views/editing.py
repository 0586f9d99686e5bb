"""The form of a work: three steps on one page, saved as one types; works without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns.queries import spec_of, standing
from kepu.core.actor import Actor
from kepu.core.clock import in_china
from kepu.core.errors import ChangedMeanwhile, Refused
from kepu.core.ids import uuid_of
from kepu.core.text import quoted
from kepu.core.web import UNPROCESSABLE, PersonRequest, reads
from kepu.look.words import moment
from kepu.media import actions as media
from kepu.media.queries import upload_of
from kepu.rulebook.spec import Slot
from kepu.submissions import actions, forms, queries
from kepu.submissions.actions import Brought, Draft, Wanted
from kepu.submissions.life import State
from kepu.submissions.models import SlotFile, Work

HOUR = timedelta(hours=1)
CONFLICT = 409
NOBODY = UUID(int=0)  # of no file, of no upload


@needs(May.WORK_SUBMIT)
def edit(request: PersonRequest, pk: UUID) -> HttpResponse:
    work = _own(request, pk)
    if not work.is_open_for_change and not _asks_by_script(request):
        return redirect(work)
    if queries.is_behind(work):
        actions.renew(work.pk, by=request.actor, now=timezone.now())
        work = _own(request, pk)
        if request.method != "POST":
            messages.info(request, f"活动要求修订过，这份草稿已按第 {work.version.number} 版检查")
    if request.method == "POST":
        return _changed(request, work)
    facts = _facts(work, looked_for=request.GET, gone=_gone(request, work))
    facts["earlier"] = queries.earlier(work, request.actor)
    return render(request, "submissions/edit.html", facts)


@needs(May.WORK_SUBMIT)
@reads
def rows(request: PersonRequest, pk: UUID) -> HttpResponse:
    return _as_json(request, _own(request, pk))


def _asks_by_script(request: PersonRequest) -> bool:
    """Say whether the page itself saves or sends, and wants to be told, not led elsewhere."""
    quick = request.accepts("application/json") and not request.accepts("text/html")
    return request.method == "POST" and quick


def _own(request: PersonRequest, pk: UUID) -> Work:
    mine = queries.works_of(request.actor).select_related(
        "campaign__version", "campaign__place", "org", "version"
    )
    return get_object_or_404(mine, pk=pk)


def _changed(request: PersonRequest, work: Work) -> HttpResponse:
    """Save what was typed, take in files, then do what the button says.

    The script sends an upload alone (``do=upload``), so that typing is saved meanwhile.
    """
    if request.POST.get("do") == "ticket":
        return _ticket(request, work)
    draft = forms.draft_of(request.POST, work, spec_of(work.version))
    quick = _asks_by_script(request)
    now = timezone.now()
    try:
        leads_to = _do(request, work, draft, now)
    except Refused as error:
        if quick:
            return _refused_as_json(work, draft, error)
        work.refresh_from_db(fields=["edits", "saved_at"])  # what was typed may have been saved
        facts = _facts(work, typed=draft, strict=True, gone=_gone(request, work))
        clash = isinstance(error, ChangedMeanwhile)
        facts |= {"says": str(error), "theirs": _theirs(work, draft) if clash else []}
        return render(request, "submissions/edit.html", facts, status=UNPROCESSABLE)
    if quick and not leads_to:
        return _as_json(request, _own(request, work.pk))
    return redirect(leads_to or reverse("submissions:edit", args=[work.pk]) + _kept(request, work))


def _kept(request: PersonRequest, work: Work) -> str:
    """Carry on, for who has no scripts, the search for a place and what may be put back."""
    asked = next((name for name in request.POST if name.endswith("-find")), "").removesuffix("find")
    if asked and (sought := request.POST.get(f"{asked}q", "")):
        return f"?{urlencode({f'{asked}q': sought})}#{asked[:-1]}"
    gone = _gone(request, work)
    query = urlencode([("gone", str(file.pk)) for file in gone])
    return f"?{query}#gone-{gone[-1].slot}" if gone else ""


def _gone(request: PersonRequest, work: Work) -> list[SlotFile]:
    """Find what was taken out since the page was opened: it can be put back (撤销)."""
    said = [*request.GET.getlist("gone"), *request.POST.getlist("gone")]
    deed, _, which = request.POST.get("do", "").partition(":")
    said += [which] if deed == "remove" else []
    return queries.gone_from(work, [pk for pk in map(uuid_of, said) if pk])


def _do(request: PersonRequest, work: Work, draft: Draft, now: datetime) -> str:
    """Do what was asked; give where it leads, if that is another page."""
    by = request.actor
    deed, _, which = request.POST.get("do", "").partition(":")
    if deed == "drop":
        draft = forms.without(draft, which)
    if deed != "upload":
        seen = forms.count_of(request.POST.get("edits", ""))
        actions.save(work.pk, draft, seen=seen, by=by, now=now)
    for slot, came in _brought(request, work, now):
        actions.attach(work.pk, slot.code, came, by=by, now=now)
    if deed in {"save", "write", "send"}:
        actions.write(work.pk, by=by, now=now)
    if deed == "copy" and (source_id := uuid_of(which)):
        source = get_object_or_404(queries.works_of(by), pk=source_id)
        actions.take_over(work.pk, source, by=by, now=now)
    if deed in {"remove", "restore", "before", "after", "place"}:
        _do_to_file(deed, which, by=by, now=now)
    if deed != "send":
        return ""
    sent = actions.submit(work.pk, by=by, now=now)
    messages.success(request, f"{quoted(sent)}已报送，编号 {sent.number}")
    return sent.get_absolute_url()


def _do_to_file(deed: str, which: str, *, by: Actor, now: datetime) -> None:
    """Remove a file or put it back, move it by one, or to where it was dragged.

    The last is said so: ``place:<file>.<nth>``.
    """
    said, _, nth = which.partition(".")
    file = uuid_of(said) or NOBODY
    if deed == "remove":
        actions.detach(file, by=by, now=now)
    elif deed == "restore":
        actions.restore(file, by=by, now=now)
    elif deed == "place":
        actions.place(file, at=forms.count_of(nth), by=by, now=now)
    else:
        actions.move(file, back=deed == "before", by=by, now=now)


def _ticket(request: PersonRequest, work: Work) -> JsonResponse:
    """Issue a ticket for a large file, which comes piece by piece and is then ``carried``."""
    slot, replaces = forms.slot_named(request.POST.get("for", ""), work, spec_of(work.version))
    wanted = Wanted(
        slot=slot.code,
        purpose=_purpose(work, slot),
        at_most_bytes=forms.at_most(slot),
        replaces=replaces,
    )
    try:
        ticket = actions.admit(work.pk, wanted, by=request.actor, now=timezone.now())
    except Refused as error:
        return JsonResponse({"says": str(error), "code": error.code}, status=UNPROCESSABLE)
    return JsonResponse({"ticket": ticket.pk})


def _brought(request: PersonRequest, work: Work, now: datetime) -> Iterator[tuple[Slot, Brought]]:
    """Take in the files of the form, and find the one that was carried here before."""
    spec, by = spec_of(work.version), request.actor
    for slot, replaces, file in forms.brought(request.FILES, work, spec):
        most, name = forms.at_most(slot), file.name or slot.label
        ticket = media.allow(
            _purpose(work, slot), at_most_bytes=most, expires=now + HOUR, by=by, now=now
        )
        blob = media.receive(ticket, file, name=name, by=by, now=now)
        yield slot, Brought(blob=blob, name=name, replaces=replaces)
    if carried := request.POST.get("carried"):
        slot, replaces = forms.slot_named(request.POST.get("for", ""), work, spec)
        upload = upload_of(by, uuid_of(carried) or NOBODY)
        if upload is None or upload.blob is None or upload.purpose != _purpose(work, slot):
            raise Http404
        yield slot, Brought(blob=upload.blob, name=upload.name or slot.label, replaces=replaces)


def _purpose(work: Work, slot: Slot) -> str:
    return f"{work.pk.hex}:{slot.code}"


def _facts(
    work: Work,
    *,
    typed: Draft | None = None,
    strict: bool = False,
    looked_for: Mapping[str, str] | None = None,
    gone: Sequence[SlotFile] = (),
) -> dict[str, Any]:
    """Gather what the form shows; ``typed`` is what was typed and not saved."""
    if typed:
        work.fields, work.subtype = {**work.fields, **typed.fields}, typed.subtype
        work.typed = {**work.typed, **typed.typed}
    spec, now = spec_of(work.version), timezone.now()
    page = queries.sheet(work, spec, among=queries.of_its_own(work))
    waits = queries.waits(page)
    lacking = len([wait for wait in waits if wait.state != "ok"])
    return {
        "work": work,
        "page": page,
        "slots": forms.slots(page, gone),
        "controls": forms.rows(forms.controls(page, strict=strict, looked_for=looked_for)),
        "promises": forms.promises(page),
        "subtypes": forms.subtypes(page),
        "subtype_shut": not work.may_change("subtype"),
        "waits": waits,
        "lacking": lacking,
        "ready": not lacking,
        "course": queries.course(work, own=True) if work.number else None,
        "steps": forms.steps(page),
        "how": standing(work.campaign, spec, now, work.category),
        "saved": _saved(work, now),
        "to_mend": queries.to_mend(page),
        "untouched": work.state == State.RETURNED and not queries.is_mended(work),
        "now": now,
    }


def _saved(work: Work, now: datetime) -> str:
    """Say when a work was last saved: the hour today, the day before."""
    at = in_china(work.saved_at)
    return f"{at:%H:%M}" if at.date() == in_china(now).date() else moment(at, now)


def _as_json(request: PersonRequest, work: Work) -> JsonResponse:
    """Answer the script: what changed of the page, and whether to ask again soon."""
    facts = _facts(work, gone=_gone(request, work))
    parts = {
        part: render_to_string(f"submissions/editing/{part}.html", facts, request)
        for part in ("waiting", "stepping", "sending")
    }
    for shown in facts["slots"]:
        one = {**facts, "shown": shown}
        for part in _listed(request):
            template = f"submissions/filing/{part}.html"
            parts[f"{part}-{shown.slot.code}"] = render_to_string(template, one, request)
    page: queries.Sheet = facts["page"]
    return JsonResponse(
        {
            "edits": work.edits,
            "saved": facts["saved"],
            "parts": parts,
            "pending": bool(page.going),
            "errors": forms.errors(facts["controls"]),
        }
    )


def _listed(request: PersonRequest) -> tuple[str, ...]:
    """Name the parts of a slot to be shown anew; what can be put back, only as it changes."""
    moved = request.POST.get("do", "").startswith(("remove:", "restore:"))
    return ("list", "tally", "gone") if moved else ("list", "tally")


def _refused_as_json(work: Work, draft: Draft, error: Refused) -> JsonResponse:
    clash = isinstance(error, ChangedMeanwhile)
    theirs = _theirs(work, draft) if clash else []
    told = {"says": str(error), "code": error.code, "theirs": theirs}
    return JsonResponse(told, status=CONFLICT if clash else UNPROCESSABLE)


def _theirs(work: Work, draft: Draft) -> list[dict[str, str]]:
    """List where the saved draft differs from what was typed here: label and saved words."""
    saved, spec = Work.objects.get(pk=work.pk), spec_of(work.version)
    labels = {one.code: one.label for one in spec.fields_of(work.category)}
    words = queries.in_words(spec, work.category, saved.fields, plainly=True)
    differing = [
        code for code, answer in draft.fields.items() if saved.fields.get(code, "") != answer
    ]
    return [{"label": labels[code], "saved": words.get(code, "（空）")} for code in differing]
