"""Pages of organisations: the list, one organisation, and what may be done to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May, Scope, permissions
from kepu.access.gate import needs
from kepu.core import xlsx
from kepu.core.keyset import page as page_of
from kepu.core.web import PersonRequest, asked, posted, reads
from kepu.orgs import actions, queries
from kepu.orgs.forms import Admission, Ending, Entry, Filters, Merger, Seat
from kepu.orgs.models import Org

FORM = "orgs/form.html"
COLUMNS = (
    "单位全称",
    "单位类别",
    "所在地",
    "业务主管单位",
    "统一社会信用代码",
    "登记时间",
    "注销时间",
)


@needs(May.ORG_MANAGE)
@reads
def index(request: PersonRequest) -> HttpResponse:
    """List the organisations within reach."""
    filters = Filters(request.GET)
    shown = page_of(filters.narrow(queries.orgs_of(request.actor)), request.GET, key="name")
    context = {"filters": filters, "page": shown, "now": timezone.now()}
    return render(request, "orgs/index.html", context)


@needs(May.ORG_MANAGE)
@reads
def export(request: PersonRequest) -> HttpResponse:
    """Hand out exactly what is filtered, as a workbook."""
    found = Filters(request.GET).narrow(queries.orgs_of(request.actor)).order_by("name", "pk")
    rows = (
        (
            org.name,
            org.get_kind_display(),
            org.place.name,
            org.parent.name if org.parent else "",
            org.credit_code,
            org.opened_at,
            org.closed_at,
        )
        for org in found.iterator(chunk_size=1_000)
    )
    return xlsx.answer("单位名录", COLUMNS, rows)


@needs(May.ORG_MANAGE)
def register(request: PersonRequest) -> HttpResponse:
    """Register an organisation."""
    form = Entry(posted(request), inside=_inside(request))

    def do(told: dict[str, Any]) -> HttpResponse:
        org = actions.register(by=request.actor, now=timezone.now(), **told)
        return redirect("orgs:page", org.pk)

    return asked(request, form, do, FORM, {"says": "登记单位", "verb": "登记"})


@needs(May.ORG_MANAGE)
@reads
def page(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show one organisation: what is registered, its people, its members, its past."""
    org, now = _one(request, pk), timezone.now()
    context = {
        "org": org,
        "now": now,
        "staff": queries.staff_of(org, now),
        "members": queries.members_of(org)[: queries.SHOWN],
        "past": queries.past_of(org),
        "may_appoint": May.APPOINT in permissions(request.actor.duty),
    }
    return render(request, "orgs/page.html", context)


@needs(May.ORG_MANAGE)
def amend(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Correct what is registered."""
    org = _one(request, pk)
    there = {"name": org.name, "kind": org.kind, "place": org.place, "parent": org.parent or ""}
    there["credit_code"] = org.credit_code
    form = Entry(posted(request), initial=there, inside=_inside(request))

    def do(told: dict[str, Any]) -> HttpResponse:
        actions.amend(org, by=request.actor, now=timezone.now(), **told)
        return redirect("orgs:page", pk)

    return asked(request, form, do, FORM, {"says": "变更登记", "verb": "保存", "org": org})


@needs(May.ORG_MANAGE)
def close(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Close an organisation."""
    org = _one(request, pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        actions.close(org, by=request.actor, now=timezone.now(), **told)
        return redirect("orgs:page", pk)

    warns = "本单位人员的任职和会员资格同时结束；报送过的作品和记录都保留。"
    context = {"says": "注销", "verb": "注销单位", "org": org, "warns": warns}
    return asked(request, Ending(posted(request)), do, FORM, context)


@needs(May.ORG_MANAGE)
def merge(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Merge an organisation into another."""
    org = _one(request, pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        actions.merge(org, by=request.actor, now=timezone.now(), **told)
        return redirect("orgs:page", told["into"].pk)

    warns = "下属单位一并转过去；本单位人员的任职结束，请在新单位重新任命。"
    context = {"says": "并入其他单位", "verb": "并入", "org": org, "warns": warns}
    return asked(request, Merger(posted(request)), do, FORM, context)


@needs(May.APPOINT)
def take_on(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Seat a person in the organisation; a first password is shown this once."""
    org = _one(request, pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        seated, password = actions.take_on(org, by=request.actor, now=timezone.now(), **told)
        if not password:
            messages.success(request, f"{seated.person}已任{seated.label}")
            return redirect("orgs:page", pk)
        context = {"person": seated.person, "password": password, "org": org}
        return render(request, "orgs/seated.html", context)

    form = Seat(posted(request), seats=queries.seats(org, request.actor))
    return asked(request, form, do, FORM, {"says": "添加人员", "verb": "添加", "org": org})


@needs(May.ORG_MANAGE)
def admit(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Take a member into the association."""
    org = _one(request, pk)

    def do(told: dict[str, Any]) -> HttpResponse:
        actions.admit(org, by=request.actor, now=timezone.now(), **told)
        return redirect("orgs:page", pk)

    form = Admission(posted(request))
    return asked(request, form, do, FORM, {"says": "登记会员", "verb": "登记", "org": org})


@needs(May.ORG_MANAGE)
@require_POST
def let_go(request: PersonRequest, pk: UUID, member: UUID) -> HttpResponse:
    """End a membership."""
    membership = get_object_or_404(queries.members_of(_one(request, pk)), pk=member)
    actions.let_go(membership, by=request.actor, now=timezone.now(), why="退会")
    return redirect("orgs:page", pk)


def _one(request: PersonRequest, pk: UUID) -> Org:
    return get_object_or_404(queries.orgs_of(request.actor), pk=pk)


def _inside(request: PersonRequest) -> str:
    """Give the subtree in which an actor of a place registers; others choose freely."""
    return request.actor.reach_key if request.actor.reach_kind == Scope.PLACE else ""
