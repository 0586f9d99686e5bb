"""The home: something worth using on one screen."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kepu.campaigns.queries import open_campaigns
from kepu.core.web import open_to_all, reads
from kepu.library.models import Shelf
from kepu.library.queries import counts, items
from kepu.library.queries.cards import ICONS
from kepu.library.queries.finding.wanted import Wanted

NEWEST = 13  # one large, four beside it, two rows of four below
ORDER = (Shelf.VIDEO, Shelf.ARTICLE, Shelf.AUDIO, Shelf.POSTER, Shelf.PICTURE, Shelf.APP)
MOST_THEMES, MOST_RANKED = 5, 5


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row of a short list by number of items."""

    name: str
    url: str
    items: int


@open_to_all
@reads
def home(request: HttpRequest) -> HttpResponse:
    now, held, newest = timezone.now(), counts.of_all(), items.newest(NEWEST)
    page = {
        "now": now,
        "campaigns": list(open_campaigns(now)[:1]),
        "shelves": [
            (code.value, code.label, ICONS[code], held.of("type").get(code, 0))
            for code in ORDER
            if code != Shelf.APP or code in held.of("type")
        ],
        "total": held.total,
        "givers": held.givers,
        "themes": [
            (name, Wanted(theme=name).address) for name in [*held.of("theme")][:MOST_THEMES]
        ],
        "ranks": [
            (title, rows)
            for title, name, found in (
                ("共建单位", "org", held.of("org")),
                ("各地资源", "region", held.of("region")),
            )
            if (rows := _ranked(name, found, held.labels))
        ],
        "lead": newest[:1],
        "beside": newest[1:5],
        "fresh": newest[5:],
    }
    return render(request, "portal/home.html", page)


def _ranked(name: str, found: dict[str, int], labels: dict[str, str]) -> list[Ranked]:
    rows = [
        Ranked(labels.get(value, value), Wanted().address_with({name: value}), count)
        for value, count in [*found.items()][:MOST_RANKED]
    ]
    return rows if len(rows) > 1 else []
