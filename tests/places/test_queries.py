"""Finding places by name, by pinyin, by initials; the way up."""

import pytest

from kepu.core.actor import Actor
from kepu.places import queries
from kepu.places.actions import load
from kepu.places.models import Level
from kepu.places.queries import Row


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("新郑", "新郑市"),
        ("xinzheng", "新郑市"),
        ("xin zheng", "新郑市"),
        ("xzs", "新郑市"),
        ("LY", "洛阳市"),
        ("ＬＹ", "洛阳市"),
        ("新鄭", "新郑市"),
        ("jiyuan", "济源市"),
        ("涧西", "涧西区"),
    ],
)
def test_a_place_is_found(province, asked, first):
    assert [place.name for place in queries.find(asked)][:1] == [first]


@pytest.mark.parametrize("asked", ["", "  ", "没有这个地方", "%", "zzzz"])
def test_nothing_is_found(province, asked):
    assert list(queries.find(asked)) == []


def test_finding_stays_inside_a_subtree(make, province):
    inside = make.place("洛阳市").path

    found = queries.find("市", inside=inside)

    assert [place.name for place in found] == ["洛阳市"]


def test_the_way_up_begins_with_the_country(make, province):
    way = queries.way_up(make.place("薛店镇"))

    assert [place.name for place in way] == ["全国", "河南省", "郑州市", "新郑市", "薛店镇"]


def test_a_full_name_leaves_the_country_out(make, province):
    code = make.place("济源市").code

    assert queries.full_names([code]) == {code: "河南省济源市"}


def test_the_one_place_is_named_by_name_or_code(make, province):
    assert queries.the_one("新郑市") == queries.the_one("410184000000") == make.place("新郑市")


def test_a_name_of_several_places_is_refused_with_their_codes(make, province, now):
    twin = Row(
        code="410399000000",
        name="金水区",
        parent="410300000000",
        segment="z",
        level_by_code=Level.COUNTY,
        manage_level=Level.COUNTY,
    )
    load([twin], by=Actor.machine("setup"), now=now)

    with pytest.raises(queries.SeveralPlaces, match="410105000000、410399000000"):
        queries.the_one("金水区")


def test_before_the_country_is_loaded_there_is_nothing_to_choose(db):
    assert queries.cascade(None) == []
