"""Releasing (推送): pushes are gathered, looked at, released and taken back by operators."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepu.access.duties import May
from kepu.access.gate import needs
from kepu.access.jurisdiction import within
from kepu.core import xlsx
from kepu.core.web import UNPROCESSABLE, PersonRequest, reads
from kepu.library import actions
from kepu.library.forms import WhyForm
from kepu.library.life import PushState
from kepu.library.models import Item, Push
from kepu.library.queries import pushes as queries
from kepu.library.queries.sheets import preview as sheet_of_work
from kepu.library.views.showing import sent
from kepu.submissions.models import Work

OK = 200
MOST = 300  # so many works are listed on a page; the workbook has all
COLUMNS = (
    "编号", "名称", "类别", "细类", "主题", "适用人群", "推荐单位", "版权单位", "地区",
    "完成年份", "篇幅", "状态", "入库时间", "下载次数", "使用许可",
)  # fmt: skip


@needs(May.LIBRARY_RELEASE)
@reads
def pushes(request: PersonRequest) -> HttpResponse:
    page = {
        "pushes": queries.pushes_of(request.actor)[:100],
        "ready": queries.ready(request.actor).count(),
    }
    return render(request, "library/pushes.html", page)


@needs(May.LIBRARY_RELEASE)
@reads
def push(request: PersonRequest, pk: UUID) -> HttpResponse:
    return _page(request, _push(request, pk), WhyForm())


@needs(May.LIBRARY_RELEASE)
@reads
def listing(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Give the works of a push as a workbook (导出名单)."""
    shown = _push(request, pk)
    return xlsx.answer(f"{shown.name}名单", COLUMNS, queries.listing(shown))


@needs(May.LIBRARY_RELEASE)
@reads
def preview(request: PersonRequest, pk: UUID, work: UUID) -> HttpResponse:
    """Show the page of a work as it will be (预览); what is released has a page already."""
    shown = _push(request, pk)
    looked_at = _work(shown, work)
    if hasattr(looked_at, "item"):
        return redirect(looked_at.item)
    others = list(shown.works.order_by("submitted_at", "pk").values_list("pk", flat=True))
    at = others.index(looked_at.pk)
    sheet = sheet_of_work(looked_at, request.path, request.GET.get("n", ""))
    page = {
        "push": shown,
        "sheet": sheet,
        "item": sheet.item,
        "before": others[at - 1] if at else None,
        "after": others[at + 1] if at + 1 < len(others) else None,
        "at": at + 1,
        "of": len(others),
    }
    return render(request, "library/preview.html", page)


@needs(May.LIBRARY_RELEASE)
@reads
def previewed(request: PersonRequest, pk: UUID, work: UUID, order: int, what: str) -> HttpResponse:
    sheet = sheet_of_work(_work(_push(request, pk), work), "")
    found = next((held.file for held in sheet.files if held.file.order == order), None)
    if found is None:
        raise Http404
    return sent(found, what)


@needs(May.LIBRARY_RELEASE)
@require_POST
def release(request: PersonRequest, pk: UUID) -> HttpResponse:
    shown = _push(request, pk)
    released = actions.release(shown, by=request.actor, now=timezone.now())
    if released.state == PushState.RELEASED:
        messages.success(request, f"已推送 {shown.size} 件，现在谁都能查到、下载")  # type: ignore[attr-defined]
    return redirect(released)


@needs(May.LIBRARY_RELEASE)
@reads
def going(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Tell how far a release is (正在推送)."""
    shown = _push(request, pk)
    page = {"push": shown, "going": queries.going(shown)}
    return render(request, "library/parts/going.html", page)


@needs(May.LIBRARY_RELEASE)
@require_POST
def roll_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    shown, form = _push(request, pk), WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form)
    why = form.cleaned_data["why"]
    taken_back = actions.roll_back(shown, by=request.actor, now=timezone.now(), why=why)
    messages.success(request, f"“{shown}”已撤回，资源已从资源库下架")
    return redirect(taken_back)


@needs(May.LIBRARY_RELEASE)
@reads
def shelf(request: PersonRequest, pk: UUID) -> HttpResponse:
    """Show where one item stands, and what may be done to it (上下架)."""
    return _shelf(request, _item(request, pk), WhyForm())


@needs(May.LIBRARY_RELEASE)
@require_POST
def withdraw(request: PersonRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, actions.withdraw)


@needs(May.LIBRARY_RELEASE)
@require_POST
def put_back(request: PersonRequest, pk: UUID) -> HttpResponse:
    return _step(request, pk, actions.put_back)


def _step(request: PersonRequest, pk: UUID, action: Callable[..., Item]) -> HttpResponse:
    item, form = _item(request, pk), WhyForm(request.POST)
    if not form.is_valid():
        return _shelf(request, item, form)
    action(item, by=request.actor, now=timezone.now(), why=form.cleaned_data["why"])
    return redirect("library:shelf", pk)


def _shelf(request: PersonRequest, item: Item, form: WhyForm) -> HttpResponse:
    page = {"item": item, "why": form, "past": queries.past_of_item(item), "now": timezone.now()}
    return render(request, "library/shelf.html", page, status=_status(form))


def _page(request: PersonRequest, shown: Push, form: WhyForm) -> HttpResponse:
    works = shown.works.select_related("org", "place", "item").order_by("submitted_at", "pk")
    page = {
        "push": shown,
        "works": works[:MOST],
        "most": MOST,
        "why": form,
        "past": queries.past_of(shown),
        "now": timezone.now(),
        "going": queries.going(shown),
    }
    return render(request, "library/push.html", page, status=_status(form))


def _status(form: WhyForm) -> int:
    return UNPROCESSABLE if form.is_bound else OK


def _push(request: PersonRequest, pk: UUID) -> Push:
    mine = within(Push.objects.all(), request.actor, May.LIBRARY_RELEASE)
    return get_object_or_404(mine.select_related("campaign").annotate(size=Count("works")), pk=pk)


def _work(shown: Push, pk: UUID) -> Work:
    works = shown.works.select_related("version", "place", "org", "item")
    return get_object_or_404(works, pk=pk)


def _item(request: PersonRequest, pk: UUID) -> Item:
    return get_object_or_404(queries.items_of(request.actor), pk=pk)
