"""Choosing a place without JavaScript and with htmx: steps, missing levels, search."""

import re

import pytest
from django import forms
from django.http import QueryDict

from kepu.places.forms import PlaceField
from kepu.places.models import Level, Place

pytestmark = pytest.mark.usefixtures("province")


def form(**named):
    class Form(forms.Form):
        place = PlaceField(label="所在地", **named)

    return Form


def sent(*names, **more):
    """Send the picker with these places chosen one below the other."""
    data = QueryDict(mutable=True)
    data.setlist("place", [str(Place.objects.get(name=name).pk) for name in names] + [""])
    data.update({f"place-{word}": value for word, value in more.items()})
    return data


def selects(page):
    """Read the labels of the selects and what is chosen in each."""
    html = str(page)
    labels = re.findall(r'<select[^>]*aria-label="(.{2})行政区划"', html)
    return labels, re.findall(r'<option value="\d+" selected>([^<]+)</option>', html)


def test_the_first_step_is_the_province():
    assert selects(form()()["place"]) == (["省级"], [])


@pytest.mark.parametrize(
    ("chosen", "levels"),
    [
        (["河南省"], ["省级", "市级"]),
        (["河南省", "郑州市"], ["省级", "市级", "县级"]),
        (["河南省", "郑州市", "新郑市"], ["省级", "市级", "县级", "乡级"]),
        (["河南省", "济源市"], ["省级", "市级"]),
    ],
)
def test_each_choice_opens_the_next_level_that_is_there(chosen, levels):
    page = form()(sent(*chosen, more="1"))

    assert selects(page["place"]) == (levels, chosen)


def test_the_last_choice_is_the_place():
    filled = form()(sent("河南省", "郑州市", "新郑市"))

    assert filled.is_valid()
    assert filled.cleaned_data["place"].name == "新郑市"


def test_a_button_of_the_picker_only_goes_on():
    filled = form()(sent("河南省", more="1"))

    assert not filled.is_valid()
    assert filled.errors["place"] == ["请接着选"]


def test_what_was_chosen_below_another_city_is_forgotten():
    filled = form()(sent("河南省", "洛阳市", "新郑市"))

    assert filled.is_valid()
    assert filled.cleaned_data["place"].name == "洛阳市"


def test_a_search_offers_places_and_a_hit_is_a_choice(make):
    searching = form()(sent(q="xinzheng", find="1"))
    hits = re.findall(r'name="place-hit" value="(\d+)"', str(searching["place"]))

    filled = form()(sent(hit=hits[0]))

    assert filled.is_valid()
    assert filled.cleaned_data["place"] == make.place("新郑市")


def test_a_search_that_finds_nothing_says_so():
    assert "没有找到“火星”" in str(form()(sent(q="火星", find="1"))["place"])


def test_nothing_chosen_is_asked_for():
    assert form()(sent()).errors["place"] == ["请选择行政区划"]
    assert form(required=False)(sent()).is_valid()


def test_inside_a_city_the_steps_begin_below_it(make):
    city = make.place("郑州市")
    inside = form(inside=city.path)

    assert selects(inside()["place"])[0] == ["县级"]
    assert (_clean(inside), _clean(inside, "新郑市")) == ("郑州市", "新郑市")


def test_a_place_outside_the_subtree_is_not_taken(make):
    city = make.place("郑州市")

    assert _clean(form(inside=city.path), "洛阳市") == "郑州市"


def test_it_goes_no_deeper_than_asked():
    page = form(deepest=Level.CITY)(sent("河南省", "郑州市", more="1"))

    assert selects(page["place"])[0] == ["省级", "市级"]


def test_a_form_shows_the_place_there_was(make):
    page = form()(initial={"place": make.place("新郑市")})

    assert selects(page["place"])[1] == ["河南省", "郑州市", "新郑市"]


def _clean(made, *names):
    filled = made(sent(*names))
    return filled.cleaned_data["place"].name if filled.is_valid() else None


def test_htmx_gets_the_picker_alone(client, make, django_assert_num_queries):
    chosen = {"field": "home", "home": [make.place("河南省").pk, make.place("郑州市").pk]}

    with django_assert_num_queries(4):
        part = client.get("/places/picker/", chosen)

    assert selects(part.content.decode()) == (["省级", "市级", "县级"], ["河南省", "郑州市"])
    assert part.content.decode().lstrip().startswith('<div class="picker')


@pytest.mark.parametrize("given", [{}, {"deepest": "moon"}, {"place": "x"}, {"inside": "9.9."}])
def test_nonsense_shows_the_first_step(client, given):
    page = client.get("/places/picker/", given)

    assert (page.status_code, selects(page.content.decode())[0]) == (200, ["省级"])
