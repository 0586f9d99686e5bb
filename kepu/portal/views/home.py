"""The home: something worth using on one screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kepu.campaigns.queries import open_campaigns
from kepu.core.web import open_to_all, reads
from kepu.library.models import Shelf
from kepu.library.queries import counts, items
from kepu.library.queries.cards import ICONS

NEWEST = 13  # one large, four beside it, two rows of four below


@open_to_all
@reads
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    held = counts.of_all()
    newest = items.newest(NEWEST)
    on_shelf = held.types
    page = {
        "now": now,
        "campaigns": list(open_campaigns(now)[:1]),
        "shelves": [
            (code, label, ICONS[Shelf(code)], on_shelf.get(code, 0))
            for code, label in Shelf.choices
            if code != Shelf.APP or code in on_shelf
        ],
        "total": held.total,
        "lead": newest[:1],
        "beside": newest[1:5],
        "fresh": newest[5:],
    }
    return render(request, "portal/home.html", page)
