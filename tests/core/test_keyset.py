"""Paging through a list, forth and back, by a key that may repeat."""

import pytest
from django.http import QueryDict

from kepu.core.keyset import page
from kepu.places.models import Place


def walk(key, where="", size=2):
    """Follow the links of the pages from one end to the other."""
    pages, query = [], QueryDict(where)
    while True:
        one = page(Place.objects.all(), query, key=key, size=size)
        pages.append([place.name for place in one.rows])
        if not one.after:
            return pages
        query = QueryDict(one.after[1:])


@pytest.mark.parametrize("key", ["name", "-name", "manage_level", "-manage_level", "-code"])
def test_every_row_is_on_exactly_one_page(province, key):
    pages = walk(key)

    everything = Place.objects.order_by(key, "-pk" if key.startswith("-") else "pk")
    assert [name for one in pages for name in one] == [place.name for place in everything]
    assert {len(one) for one in pages} == {2}


def test_the_page_before_is_the_page_one_came_from(province):
    first = page(Place.objects.all(), QueryDict(""), key="code", size=3)
    second = page(Place.objects.all(), QueryDict(first.after[1:]), key="code", size=3)

    again = page(Place.objects.all(), QueryDict(second.before[1:]), key="code", size=3)

    assert (again.rows, again.before) == (first.rows, "")
    assert QueryDict(again.after[1:]) == QueryDict(first.after[1:])


def test_the_other_filters_stay_in_the_address(province):
    first = page(Place.objects.all(), QueryDict("q=市&level=city"), key="code", size=3)

    assert QueryDict(first.after[1:]).dict().keys() == {"q", "level", "after"}


@pytest.mark.parametrize(
    "given", ["after=", "after=nonsense", "after=x~y", "before=~", "after=~1~x"]
)
def test_an_address_of_nobody_begins_at_the_beginning(province, given):
    shown = page(Place.objects.all(), QueryDict(given), key="manage_level", size=3)

    assert len(shown.rows) == 3


def test_an_empty_list_has_no_neighbours(db):
    empty = page(Place.objects.all(), QueryDict("after=1~1"), key="code")

    assert (empty.rows, empty.before, empty.after) == ([], "", "")
