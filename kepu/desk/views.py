"""Pages of the desk: first page, inbox, bulk pass, what is done, failed jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May, permissions
from kepu.access.gate import needs, signed_in
from kepu.cases import actions as case_actions
from kepu.cases import queries as cases
from kepu.cases.models import Case
from kepu.core import keyset, xlsx
from kepu.core.web import PersonRequest, asked, posted, reads
from kepu.desk import actions, queries
from kepu.desk.filters import ORDERS, Filters
from kepu.desk.forms import ExtendForm
from kepu.desk.rows import kind_name, rows_of, time_left
from kepu.desk.side import tally_of
from kepu.library.queries.pushes import ready
from kepu.obligations import queries as obligations
from kepu.obligations.actions import extend as give_time
from kepu.places.models import Place

FIRST = 8
MANY = 2
COLUMNS = ("名称", "事项", "单位", "所在地", "第几次报送", "从何时起等", "期限", "说明")


@signed_in
@reads
def index(request: PersonRequest) -> HttpResponse:
    """Show what needs this person today."""
    now, filters = timezone.now(), Filters()
    mine = permissions(request.actor.duty)
    runs, releases = May.PLATFORM_RUN in mine, May.LIBRARY_RELEASE in mine
    first = queries.page(request.actor, filters, size=FIRST).cases
    facts = {
        "now": now,
        "tally": tally_of(request),
        "oldest": queries.oldest(request.actor),
        "rows": rows_of(first, filters, now, straight=May.CASE_JUDGE in mine),
        "inbox": reverse("desk:inbox"),
        "done_today": queries.done_today(request.actor, now),
        "submits": May.WORK_SUBMIT in mine,
        "releases": releases,
        "ready": ready(request.actor).count() if releases else 0,
        "runs": runs,
        "failed": queries.failed_jobs().count() if runs else 0,
        "empty_seats": queries.empty_seats() if runs else [],
    }
    return render(request, "desk/index.html", facts)


@signed_in
@reads
def inbox(request: PersonRequest) -> HttpResponse:
    """Show what waits for this person, and one case of it beside the list."""
    now, (filters, places) = timezone.now(), _filters(request)
    page = queries.page(request.actor, filters)
    judges = May.CASE_JUDGE in permissions(request.actor.duty)
    facts = {
        "now": now,
        "filters": filters,
        "places": places,
        "orders": [(order, label) for order, (_, label) in ORDERS.items()],
        "tally": tally_of(request),
        "chips": _chips(request, filters),
        "rows": (rows := rows_of(page.cases, filters, now, straight=judges)),
        "picks": any(not row.bare for row in rows),
        "after": filters.query(after=page.after) if page.after else "",
        "first": filters.query() if filters.after else "",
        "clear": "?",
    }
    return render(request, "desk/inbox.html", facts | _pane(request, filters, now))


def _filters(request: PersonRequest) -> tuple[Filters, list[Place]]:
    """Read the filters of the address, and the places there are to choose from."""
    filters, places = Filters.of(request.GET), list(queries.places_below(request.actor))
    inside = next((place.path for place in places if place.code == filters.place), "")
    return replace(filters, inside=inside, place=filters.place if inside else ""), places


@signed_in
@reads
def export(request: PersonRequest) -> HttpResponse:
    """Hand out the inbox, as it is narrowed, as a workbook (导出表格)."""
    rows = (
        (
            case.label,
            case.what,
            case.org.name if case.org else "",
            case.place.name,
            case.round,
            case.since,
            case.due_at,
            case.says,
        )
        for case in queries.all_cases(request.actor, _filters(request)[0])
    )
    return xlsx.answer("待办", COLUMNS, rows)


@signed_in
@reads
def following(request: PersonRequest) -> HttpResponse:
    """Go to the next case of the inbox as it is narrowed (看下一件)."""
    filters = Filters.of(request.GET)
    case = queries.following(request.actor, filters)
    if case is None and filters.after:
        filters = replace(filters, after=None)
        case = queries.following(request.actor, filters)
    if case is None:
        messages.success(request, "这里的事都办完了")
        return redirect(reverse("desk:inbox") + filters.query())
    return redirect(reverse("desk:inbox") + filters.query(open=case.pk) + "#pane")


@signed_in
def bulk(request: PersonRequest) -> HttpResponse:
    """Let several cases pass: first the list is shown, then the button does it."""
    case_actions.insist_on_many(request.actor)
    if request.method == "POST":
        return _pass_all(request)
    chosen = queries.chosen(request.actor, request.GET.getlist("picked"))
    facts = {
        "now": timezone.now(),
        "chosen": queries.sifted(request.actor, chosen),
        "mixed": len({case.kind for case in chosen}) > 1,
        "here": request.get_full_path(),
    }
    return render(request, "desk/bulk.html", facts)


@signed_in
@reads
def done(request: PersonRequest) -> HttpResponse:
    """Show what this person decided, newest first."""
    page = keyset.page(cases.done_by(request.actor), request.GET, key="-at", size=queries.A_PAGE)
    works = queries.works_of(page.rows)
    rows = [(row, works.get(row.case.subject_id)) for row in page.rows]
    facts = {"now": timezone.now(), "page": page, "rows": rows}
    return render(request, "desk/done.html", facts)


@needs(May.DUE_EXTEND)
@reads
def dues(request: PersonRequest) -> HttpResponse:
    """Show what others owe within one's reach, the most urgent first (辖区时限)."""
    owed = obligations.extendable_by(request.actor)
    page, now = keyset.page(owed, request.GET, key="due_at", size=queries.A_PAGE), timezone.now()
    about = queries.cases_of(page.rows)
    rows = [(due, about.get(due.subject_id), *time_left(due.due_at, now)) for due in page.rows]
    return render(request, "desk/dues.html", {"now": now, "page": page, "rows": rows})


@needs(May.DUE_EXTEND)
def extend(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Grant more time for one thing that is due; refused, the form comes back as it was typed."""
    due = get_object_or_404(obligations.extendable_by(request.actor), pk=pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        give_time(due.pk, **told, by=request.actor, now=timezone.now())
        messages.success(request, f"“{due.label}”已延期")
        return redirect("desk:dues")

    about = queries.cases_of([due]).get(due.subject_id)
    form = ExtendForm(posted(request), initial={"until": due.due_at})
    facts = {"now": timezone.now(), "due": due, "about": about}
    return asked(request, form, do, "desk/extend.html", facts)


@needs(May.PLATFORM_RUN)
@reads
def jobs(request: PersonRequest) -> HttpResponse:
    """Show the background jobs that gave up."""
    failed = queries.failed_jobs()[: queries.A_PAGE]
    return render(request, "desk/jobs.html", {"now": timezone.now(), "jobs": failed})


@needs(May.PLATFORM_RUN)
@require_POST
def retry(request: PersonRequest, pk: int) -> HttpResponse:
    actions.retry_job(pk, by=request.actor, now=timezone.now())
    messages.success(request, f"任务 {pk} 已重新排队")
    return redirect("desk:jobs")


def _chips(request: PersonRequest, filters: Filters) -> list[dict[str, Any]]:
    tally = tally_of(request)
    if len(tally.kinds) < MANY and not filters.kind:
        return []  # “all” and the only kind would be the same
    kinds = [("", "全部", tally.all), *((k, kind_name(k), n) for k, n in tally.kinds.items())]
    return [
        {
            "label": label,
            "count": count,
            "url": filters.query(kind=kind),
            "current": kind == filters.kind,
        }
        for kind, label, count in kinds
    ]


def _pane(request: PersonRequest, filters: Filters, now: datetime) -> dict[str, Any]:
    """Load the case that is open beside the list: its course and its history."""
    if filters.open is None:
        return {"opened": None}
    known = cases.known_to(request.actor).select_related("org")
    case = get_object_or_404(known, pk=filters.open)
    due, hot = time_left(case.due_at, now)
    own = case.seat.startswith("applicant@")
    return {
        "opened": case,
        "opened_url": case.own_url if own and case.own_url else case.url,
        "due": due,
        "hot": hot,
        "steps": cases.course(case, request.actor),
        "past": cases.history(case.kind, case.subject_id, discreet=own),
        "next": reverse("desk:next") + _mark(filters, case),
        "around": reverse("desk:inbox") + filters.query(after=filters.after),
    }


def _mark(filters: Filters, case: Case) -> str:
    return filters.query(after=(getattr(case, filters.column), case.pk))


def _pass_all(request: PersonRequest) -> HttpResponse:
    turns = dict(_turn(one) for one in request.POST.getlist("picked")[: queries.A_PAGE])
    if not turns:
        messages.warning(request, "一件也没有勾，没有通过任何一件")
        return redirect(request.get_full_path())
    chosen = queries.chosen(request.actor, list(turns))
    wanted = {case.pk: turns[str(case.pk)] for case in chosen}
    passed, refused = case_actions.pass_all(wanted, by=request.actor, now=timezone.now())
    gone = len(turns) - len(chosen)
    if passed:
        messages.success(request, f"已通过 {len(passed)} 件")
    if refused or gone:
        messages.warning(request, _not_done([str(one) for one in refused], gone))
    return redirect("desk:inbox")


def _not_done(says: Sequence[str], gone: int) -> str:
    lost = [f"{gone} 件已经不在你的待办里"] if gone else []
    return "没有办成的：" + "；".join([*says, *lost])


def _turn(text: str) -> tuple[str, int]:
    pk, _, turn = text.partition(".")
    return pk, int(turn) if turn.isdecimal() else 0
