"""The operations of the API v1: lists and single things, read only and open to all."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Query
from ninja.errors import HttpError
from ninja.renderers import JSONRenderer

from kepu.api import problems, shapes, tell
from kepu.api.forms import Asked, Turned, sealed
from kepu.api.limits import PerAddress
from kepu.campaigns import queries as campaigns_of
from kepu.library.life import ItemState
from kepu.library.models import Item
from kepu.library.queries import items as library
from kepu.library.queries.sheets import sheet_of


class Compact(JSONRenderer):
    """JSON with Chinese left readable and no spaces between."""

    json_dumps_params = {"ensure_ascii": False, "separators": (",", ":")}


V1 = NinjaAPI(
    title="科普资源库接口",
    version="1.1.0",
    description="征集活动与公开资源，只读，不用登录。",
    openapi_url=None,
    docs_url=None,
    renderer=Compact(),
    throttle=[PerAddress()],
)
problems.tell(V1)
WRONG, MISSING = {422: shapes.Problem, 429: shapes.Problem}, {404: shapes.Problem}


@V1.get(
    "items",
    response={200: shapes.Items} | WRONG,
    url_name="items",
    operation_id="items",
    summary="检索资源",
    description="按条件列出在架资源；不带条件即全部，新的在前。",
)
def items(request: HttpRequest, response: HttpResponse, asked: Query[Asked]) -> shapes.Items:
    asked.insist_on_known(request.GET)
    wanted = asked.wanted()
    found, counted, then = library.told(wanted, asked.cursor, asked.limit)
    at = tell.addresses(request)
    return shapes.Items(
        total=counted.total,
        total_is_floor=counted.capped,
        items=[tell.item(one, at) for one in found],
        next=_next(request, response, then),
    )


@V1.get(
    "items/{uuid:id}",
    response={200: shapes.ItemWhole, 410: shapes.Problem} | MISSING | WRONG,
    url_name="item",
    operation_id="item",
    summary="一件资源",
    description="给出一件资源的全部信息和文件的下载地址。",
)
def item(request: HttpRequest, id: UUID) -> shapes.ItemWhole:  # noqa: A002 - the word of the address
    told = Item.objects.select_related("place", "campaign").filter(pk=id).first()
    sheet = sheet_of(id)
    if told is None or sheet is None:
        raise Http404("没有这件资源")
    if sheet.item.state != ItemState.SHELVED:
        raise HttpError(problems.GONE, "这件资源已经下架，请不要再使用以前下载的副本")
    return tell.whole_item(told, sheet, tell.addresses(request))


@V1.get(
    "campaigns",
    response={200: shapes.Campaigns} | WRONG,
    url_name="campaigns",
    operation_id="campaigns",
    summary="征集活动",
    description="列出公开的征集活动，新的在前。",
)
def campaigns(
    request: HttpRequest, response: HttpResponse, turned: Query[Turned]
) -> shapes.Campaigns:
    turned.insist_on_known(request.GET)
    found, then = campaigns_of.listed(turned.cursor, turned.limit)
    at, now = tell.addresses(request), timezone.now()
    return shapes.Campaigns(
        items=[tell.campaign(one, now, at) for one in found],
        next=_next(request, response, then),
    )


@V1.get(
    "campaigns/{slug:slug}",
    response={200: shapes.CampaignWhole} | MISSING | WRONG,
    url_name="campaign",
    operation_id="campaign",
    summary="一个征集活动",
    description="给出一个征集活动的通知、类别和每一项要求的依据。",
)
def campaign(request: HttpRequest, slug: str) -> shapes.CampaignWhole:
    shown = campaigns_of.public().filter(slug=slug).first()
    if shown is None:
        raise Http404("没有这个征集活动")
    return tell.whole_campaign(shown, timezone.now(), tell.addresses(request))


def _next(request: HttpRequest, response: HttpResponse, mark: str) -> str | None:
    """Give the address of the next page, in the answer and in its header."""
    if not mark:
        return None
    query = request.GET.copy()
    query["cursor"] = sealed(mark)
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
    response["Link"] = f'<{address}>; rel="next"'
    return address
