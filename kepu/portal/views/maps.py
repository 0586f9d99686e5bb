"""What crawlers ask for (网站地图): ``robots.txt``, and sitemaps for any number of items."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kepu.campaigns.queries import public
from kepu.core.web import open_to_all, reads
from kepu.library.queries import lists

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES = ("portal:home", "library:items", "campaigns:index", "api:index")
NOT_FOR_CRAWLERS = ("accounts", "desk", "demo", "look", "messages", "uploads", "works")
Entries = Iterable[tuple[str, datetime | None]]


@open_to_all
@reads
def robots(request: HttpRequest) -> HttpResponse:
    """Let crawlers see what anybody sees; of a demo, nothing."""
    closed = ["/"] if settings.KEPU.demo else [f"/{room}/" for room in NOT_FOR_CRAWLERS]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@open_to_all
@reads
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the sitemaps: one of pages, one for each ten thousand items."""
    chunks = [reverse("portal:sitemap_items", args=[start]) for start in lists.chunk_starts()]
    paths = [reverse("portal:sitemap_pages"), *chunks]
    return _map(request, "sitemapindex", "sitemap", ((path, None) for path in paths))


@open_to_all
@reads
def sitemap_pages(request: HttpRequest) -> HttpResponse:
    campaigns = [one.get_absolute_url() for one in public().order_by("pk")]
    paths = [*(reverse(name) for name in PAGES), *campaigns]
    return _map(request, "urlset", "url", ((path, None) for path in paths))


@open_to_all
@reads
def sitemap_items(request: HttpRequest, start: UUID) -> HttpResponse:
    found = lists.chunk(start)
    if not found:
        raise Http404
    path, _, _ = reverse("library:item", args=[start]).partition(str(start))
    return _map(request, "urlset", "url", ((f"{path}{pk}/", at) for pk, at in found))


def _map(request: HttpRequest, root: str, entry: str, entries: Entries) -> HttpResponse:
    site = escape(request.build_absolute_uri("/").rstrip("/"))
    told = [
        f"<{entry}><loc>{site}{escape(path)}</loc>"
        + (f"<lastmod>{at.isoformat()}</lastmod>" if at else "")
        + f"</{entry}>"
        for path, at in entries
    ]
    body = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<{root} xmlns="{SCHEMA}">',
            *told,
            f"</{root}>\n",
        ]
    )
    return HttpResponse(body, content_type="application/xml; charset=utf-8")
