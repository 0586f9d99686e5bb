"""The feed (订阅): what came into the library lately, or what a search finds, as Atom."""

from __future__ import annotations

from dataclasses import replace
from mimetypes import guess_type

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Enclosure

from kepu.core.web import open_to_all, reads
from kepu.library.forms import WantedForm
from kepu.library.models import ItemFile, Shelf
from kepu.library.queries.finding.wanted import Wanted
from kepu.library.queries.items import newest_of
from kepu.library.queries.lists import files_of

NEWEST = 30


@open_to_all
@reads
def feed(request: HttpRequest) -> HttpResponse:
    """Tell the newest items of the search that the address holds, with their files."""
    asked = WantedForm(request.GET).wanted()
    wanted = replace(asked, sort="newest")
    items = newest_of(wanted, NEWEST)
    files = files_of(items)
    at = request.build_absolute_uri
    told = Atom1Feed(
        title=f"{settings.KEPU.site_name}：{_asked(wanted)}",
        link=at(asked.address),
        description="",
        language="zh-CN",
        feed_url=at(),
        feed_guid=at(),
    )
    for item in items:
        told.add_item(
            title=item.title,
            link=at(item.get_absolute_url()),
            description=item.abstract,
            author_name=item.rights_holder or item.recommender,
            unique_id=f"urn:uuid:{item.pk}",
            pubdate=item.released_at,
            updateddate=item.released_at,
            categories=[item.get_shelf_display(), *item.themes],
            item_copyright=f"{item.recommender}推荐，使用时请标注推荐单位或版权单位",
            enclosures=[_enclosure(request, file) for file in files[item.pk]],
        )
    return HttpResponse(told.writeString("utf-8"), content_type=told.content_type)


def _asked(wanted: Wanted) -> str:
    """Say in words what is asked for."""
    told = (
        f"搜“{wanted.q}”" if wanted.q else "",
        dict(Shelf.choices).get(wanted.shelf, ""),
        wanted.theme,
        wanted.audience,
        wanted.place.name if wanted.place else "",
        f"{wanted.year} 年" if wanted.year else "",
    )
    return "、".join(filter(None, told)) or "最新入库"


def _enclosure(request: HttpRequest, file: ItemFile) -> Enclosure:
    address = reverse("library:file", args=[file.item_id, file.order])
    kind = guess_type(file.name)[0] or "application/octet-stream"
    return Enclosure(request.build_absolute_uri(address), str(file.blob.size), kind)
