"""The workbook of many drafts (统计表): handed out, taken back, shown before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.campaigns import queries as campaigns
from kepu.campaigns.models import Campaign
from kepu.core.errors import Refused
from kepu.core.ids import uuid_of
from kepu.core.sheets import workbook
from kepu.core.web import UNPROCESSABLE, PersonRequest, reads
from kepu.rulebook.spec import Spec
from kepu.submissions import actions, forms, queries
from kepu.submissions.models import Work

MOST = 1_000  # drafts of one workbook


@dataclass(frozen=True, slots=True)
class Many:
    """The drafts that a workbook is about (所填的草稿): of one category, of a batch or of all."""

    campaign: Campaign
    spec: Spec
    category: str
    batch: UUID | None
    works: list[Work]

    @property
    def query(self) -> str:
        batch = f"&batch={self.batch}" if self.batch else ""
        return f"?category={self.category}{batch}"


@needs(May.WORK_SUBMIT)
@reads
def manifest(request: PersonRequest, slug: str) -> HttpResponse:
    """Hand out the drafts of a category as a workbook to be filled in (导出统计表)."""
    many = _many(request, slug)
    said = queries.in_words_of_many(many.spec, many.category, many.works)
    rows = forms.lines(many.spec, many.category, queries.draft_rows(many.works), said)
    label = many.spec.category(many.category).label
    title = f"{label}统计表"
    return workbook.answer(title, forms.columns(many.spec, many.category), rows)


@needs(May.WORK_SUBMIT)
def fill(request: PersonRequest, slug: str) -> HttpResponse:
    """Take a filled workbook back: show what it would change, then write what was confirmed."""
    many = _many(request, slug)
    facts = {"many": many, "label": many.spec.category(many.category).label}
    if request.method == "POST" and request.POST.get("do") == "write":
        _write(request, many)
        batch = f"?batch={many.batch}" if many.batch else ""
        return redirect(reverse("submissions:drafts", args=[many.campaign.slug]) + batch)
    if request.method != "POST":
        return render(request, "submissions/many/fill.html", facts)
    try:
        facts["filled"] = _read(request, many)
    except Refused as error:
        facts["says"] = str(error)
        return render(request, "submissions/many/fill.html", facts, status=UNPROCESSABLE)
    return render(request, "submissions/many/fill.html", facts)


def _read(request: PersonRequest, many: Many) -> forms.Filled:
    file = request.FILES.get("sheet")
    if file is None:
        raise workbook.UnreadableSheet(why="还没有选文件")
    sheet = workbook.read(file.read(workbook.MOST_BYTES + 1))
    said = queries.in_words_of_many(many.spec, many.category, many.works)
    rows = queries.draft_rows(many.works)
    return forms.filled(sheet, many.spec, many.category, rows, said)


def _write(request: PersonRequest, many: Many) -> None:
    """Save what was confirmed, each draft by itself; what changed meanwhile stays as it is."""
    works, done = {work.pk: work for work in many.works}, 0
    for work, seen, draft in forms.confirmed(request.POST.get("filled", ""), works):
        try:
            actions.save(work.pk, draft, seen=seen, by=request.actor, now=timezone.now())
        except Refused as error:
            messages.error(request, f"“{work}”没有写入：{error}")
        else:
            done += 1
    messages.success(request, f"统计表已写入 {done} 件草稿")


def _many(request: PersonRequest, slug: str) -> Many:
    campaign = get_object_or_404(campaigns.public(), slug=slug)
    spec = campaigns.spec_of(campaign.version)  # type: ignore[arg-type]
    category, batch = request.GET.get("category", ""), uuid_of(request.GET.get("batch", ""))
    if category not in {one.code for one in spec.categories}:
        raise Http404
    drafts = queries.drafts_of(request.actor, campaign, batch).filter(category=category)
    return Many(campaign, spec, category, batch, list(drafts[:MOST]))
