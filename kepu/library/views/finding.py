"""Finding: the list with its filters, and what is offered while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kepu.core.web import open_to_all, reads
from kepu.library.forms import SORTS, WantedForm
from kepu.library.queries import items as queries
from kepu.library.queries.suggest import suggestions

# The filters that are folded away until they are wanted.
MORE = ("audience", "region", "year", "org")


@open_to_all
@reads
def items(request: HttpRequest) -> HttpResponse:
    wanted = WantedForm(request.GET).wanted()
    found = queries.find(wanted, request.GET.get("after", ""))
    more = [facet for facet in found.facets if facet.name in MORE]
    page = {
        "wanted": wanted,
        "found": found,
        "first": [facet for facet in found.facets if facet not in more],
        "more": more,
        "more_is_set": any(facet.is_set for facet in more),
        "chosen": [one.label for facet in found.facets if facet.is_set for one in facet.chosen],
        "sorts": [
            (wanted.address_with({"sort": sort}), label, wanted.sort == sort)
            for sort, label in SORTS
        ],
    }
    return render(request, "library/items.html", page)


@open_to_all
@reads
def suggest(request: HttpRequest) -> HttpResponse:
    found = suggestions(request.GET.get("q", ""))
    return render(request, "library/suggestions.html", {"found": found})
