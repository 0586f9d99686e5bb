"""The whole country: rows per level, and every special case walked."""

from collections import Counter
from itertools import islice

import pytest

from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.places import actions, queries
from kepu.places.models import Kind, Level, Place

pytestmark = pytest.mark.django_db


def below(above, **which):
    return Place.objects.filter(parent__name=above, **which)


@pytest.fixture(scope="module")
def rows():
    return list(queries.frozen())


def test_rows_per_level_by_code(rows):
    assert Counter(row.level_by_code for row in rows if row.kind != Kind.ZONE) == {
        Level.COUNTRY: 1,
        Level.PROVINCE: 34 + 1,  # and 兵团
        Level.CITY: 333,
        Level.COUNTY: 2_847,
        Level.TOWNSHIP: 38_749 + 181,
    }


def test_parents_come_before_their_children(rows):
    seen = {""}

    for row in rows:
        assert row.parent in seen, row
        seen.add(row.code)


def test_segments_are_unique_among_siblings(rows):
    assert max(Counter((row.parent, row.segment) for row in rows).values()) == 1


def test_a_county_below_a_province_is_managed_as_a_city_but_not_in_a_municipality(rows):
    at = {row.code: row for row in rows}
    direct = [
        row for row in rows
        if row.level_by_code == Level.COUNTY and at[row.parent].level_by_code == Level.PROVINCE
    ]  # fmt: skip

    managed = Counter((at[row.parent].name, row.manage_level) for row in direct)

    assert managed == {
        ("北京市", Level.COUNTY): 16,
        ("天津市", Level.COUNTY): 16,
        ("上海市", Level.COUNTY): 16,
        ("重庆市", Level.COUNTY): 37,
        ("河南省", Level.CITY): 1,
        ("湖北省", Level.CITY): 4,
        ("海南省", Level.CITY): 15,
        ("新疆生产建设兵团", Level.CITY): 13,
    }


def test_the_country_is_loaded_once(country, now):
    again = actions.load_country(by=Actor.machine("setup"), now=now)

    assert (country, again, Place.objects.count()) == (42_275, 0, 42_275)
    assert Line.objects.filter(verb="place.load").count() == 1


def test_henan_has_seventeen_cities_and_jiyuan(country):
    units = below("河南省", manage_level=Level.CITY)
    jiyuan = units.get(name="济源市")

    assert units.count() == 18
    assert (jiyuan.level_by_code, jiyuan.children.first().manage_level) == ("county", "township")


def test_a_city_without_counties_has_its_townships_directly(country):
    cities = ("东莞市", "中山市", "儋州市", "嘉峪关市")

    towns = [below(city, manage_level=Level.TOWNSHIP).count() for city in cities]

    assert towns == [36, 23, 18, 5]


def test_corps_is_a_node_of_its_own_beside_the_provinces(country):
    corps = Place.objects.get(kind=Kind.CORPS)

    assert (corps.name, corps.parent.name, corps.manage_level) == (
        "新疆生产建设兵团", "全国", "province",
    )  # fmt: skip
    assert corps.children.filter(manage_level=Level.CITY, level_by_code=Level.COUNTY).count() == 13
    assert not below("新疆维吾尔自治区", code__startswith="6590").exists()


def test_every_city_of_corps_has_townships_and_none_twice(country):
    towns = Place.objects.filter(parent__parent__kind=Kind.CORPS)

    assert set(below("新疆生产建设兵团")) == {
        town.parent for town in towns.select_related("parent")
    }
    assert not below("图木舒克市", name="草湖镇").exists()  # went to 草湖市 with the newest list


def test_fifteen_cities_are_sub_provincial_and_stay_at_the_level_of_a_city(country):
    great = Place.objects.filter(is_sub_provincial=True)

    assert great.count() == 15
    assert {place.manage_level for place in great} == {Level.CITY}
    assert {place.name for place in great} >= {"深圳市", "西安市", "武汉市", "大连市"}


def test_zones_are_nodes_of_their_own_below_a_city(country):
    zones = Place.objects.filter(kind=Kind.ZONE)

    assert (zones.count(), zones.filter(parent__name="郑州市").count()) == (129, 3)
    assert set(zones.values_list("parent__level_by_code", flat=True)) == {Level.CITY}


def test_the_newest_counties_are_there(country):
    newest = ("岑岭县", "和安县", "和康县", "白杨市", "草湖市", "两江新区")

    assert Place.objects.filter(name__in=newest).count() == len(newest)


def test_places_that_have_no_townships_are_known_by_name(country):
    bare = Place.objects.filter(children=None, kind=Kind.DIVISION).exclude(manage_level="township")

    assert set(bare.values_list("name", flat=True)) == {
        *("台湾省", "香港特别行政区", "澳门特别行政区", "龙港市", "金门县"),
        *("海棠区", "吉阳区", "天涯区", "崖州区"),
    }


def test_paths_are_ours_and_say_the_tree(country):
    for place in islice(Place.objects.select_related("parent").exclude(parent=None), 2_000):
        assert place.path.startswith(place.parent.path)
        assert place.code not in place.path
