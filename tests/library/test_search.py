"""Chinese search finds exactly what an exact scan finds, and puts the best on top."""

import random
from datetime import timedelta

import pytest

import make
from kepu.core import text
from kepu.library.models import Item
from kepu.library.queries import search
from kepu.library.queries.finding import found as found_
from kepu.library.queries.finding import many as many_
from kepu.library.queries.finding.found import Sought
from kepu.library.queries.search import terms_of

pytestmark = pytest.mark.django_db
TITLES = (
    "雷雨来临前，身体会给你哪些信号？",
    "打雷时，你站的地方安全吗",
    "青贮玉米怎样做到增产又安全",
    "地震预警响起后的黄金十二秒",
    "夏季食物中毒的五个误区",
    "一张图看懂国产大型盾构机",
    "嫦娥带回的月壤里有什么",
    "5G 基站的辐射到底有多大",
    "重庆的桥为什么那么多",
)


def found(sought):
    return [row.title for row in found_.page(Sought(terms_of(sought)), 99)]


@pytest.mark.parametrize(
    ("sought", "title"),
    [
        ("雷雨", TITLES[0]),
        ("雷", None),  # one character finds titles that begin with it
        ("青贮", TITLES[2]),
        ("黄金十二秒", TITLES[3]),
        ("盾構機", TITLES[5]),  # traditional
        ("５Ｇ", TITLES[7]),  # full width
        ("5g 基站", TITLES[7]),
        ("食物 误区", TITLES[4]),
        ("leiyu", TITLES[0]),
        ("cqdq", TITLES[8]),
        ("huangjin", TITLES[3]),  # in the midst of a title
        ("shierm", TITLES[3]),  # not typed to its end
    ],
)
def test_what_is_sought_is_found(sought, title):
    make.items(*TITLES)

    assert found(sought)[:1] == ([title] if title else [TITLES[0]])


@pytest.mark.parametrize(
    "sought",
    ["量子", "雷 量子", "' | '", "\\", "%", "_", "'; drop table", "a:*", "！？", "\0雷雨x"],
)
def test_what_is_not_there_is_not_found_and_breaks_nothing(sought):
    make.items(*TITLES)

    assert found(sought) == []


def test_nothing_sought_ranks_nothing_out():
    make.items(*TITLES)

    assert len(found("  ")) == len(TITLES)


def test_a_title_that_holds_the_words_comes_before_an_abstract_that_does():
    make.items("别的事", abstract="也讲雷电预警。")
    make.items("雷电预警", abstract="别的事。")
    make.items("又一件别的事", abstract="还讲雷电预警。")

    assert found("雷电预警")[0] == "雷电预警"


def test_titles_that_hold_all_come_first_then_some_then_none_each_by_date():
    titles = ("雷雨一", "溺水和雷雨", "溺水", "别的事", "又溺水又雷雨")
    make.items(*titles, abstract="雷雨时别下水，当心溺水。")

    assert found("溺水 雷雨") == ["又溺水又雷雨", "溺水和雷雨", "溺水", "雷雨一", "别的事"]


@pytest.mark.parametrize("walk", [2, 2_000])
@pytest.mark.parametrize("sought", ["雷雨", "溺水 雷雨", "雷", "leiyu", "在屋里", "!", "没有"])
@pytest.mark.parametrize("dated", [False, True])
@pytest.mark.parametrize("shares", [{}, {"^雷雨": 1, "^溺水": 1, "雷雨": 0.5, "溺水": 0.01}])
def test_many_are_listed_as_a_few_are_page_by_page(monkeypatch, walk, sought, dated, shares):
    monkeypatch.setattr(many_, "WALK", walk)
    make.items("雷雨与溺水", *TITLES, "溺水!", "雷公", "雷雨", abstract="雷雨时别下水，当心溺水。")
    make.items("雷电", "雷暴!", "溺水急救", now=make.NOON + timedelta(hours=1))
    asked = Sought(terms_of(sought), dated=dated, shares=shares)
    whole = [row.pk for row in found_.page(asked, 99)]

    for list_ in (many_.page, found_.page):
        listed, after = [], None
        while rows := list_(asked, 2, after):
            listed += [row.pk for row in rows]
            after = rows[-1].stands, rows[-1].released_at, rows[-1].pk

        assert listed == whole


def test_recall_equals_an_exact_scan():
    luck = random.Random(7)  # noqa: S311 - the same words each time
    signs = "雷电预警地震食物安全玉米青贮种子水土河流星空月球基因辐射健康孩子老人急救防溺火灾"
    titles = ["".join(luck.choices(signs, k=12)) for _ in range(300)]
    make.items(*titles, abstract="，".join("".join(luck.choices(signs, k=9)) for _ in range(4)))
    haystacks = dict(Item.objects.values_list("pk", "haystack"))

    for _ in range(500):
        size = luck.randint(2, 6)
        at = luck.randint(0, 12 - size)
        sought = luck.choice(titles)[at : at + size]
        exact = {pk for pk, haystack in haystacks.items() if text.plain(sought) in haystack}
        assert {item.pk for item in search.matching(Item.objects.all(), sought)} == exact


def test_an_owner_is_found_by_name_and_by_initials():
    make.items("雷雨", recommender="嵩云县人民医院")

    assert found("嵩云县") == found("syxrmyy") == ["雷雨"]


def test_where_a_word_stands_is_told_in_the_text_as_it_was_written():
    assert text.spans("打雷時…ＡＢ電", text.plain("打雷时 ab电").split()) == [(0, 3), (4, 7)]
    assert text.spans("雷雨雷雨", ["雷雨", "雨"]) == [(0, 2), (2, 4)]
    assert text.spans("雷雨", ["电", ""]) == []
