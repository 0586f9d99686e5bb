"""Finding places by name, by pinyin, by initials; the way up."""

import pytest

from kepu.places import queries


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
    assert queries.full_name(make.place("济源市")) == "河南省济源市"
