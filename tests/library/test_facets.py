"""The filters beside a list say what else there is, and how many."""

from datetime import timedelta

import pytest

from kepu.library import actions
from kepu.library.life import ItemState
from kepu.library.models import Item
from kepu.library.queries.finding import found

pytestmark = pytest.mark.django_db
LIST = "/library/"


@pytest.fixture
def held(make):
    """Put six items on the shelves, in three counties of two cities, by three organisations."""
    for day, (place, titles, theme) in enumerate(
        (
            ("金水区", ("雷雨一", "雷雨二", "地震一"), "应急避险"),
            ("新郑市", ("雷雨三", "种子一"), "乡村振兴"),
            ("栾川县", ("雷雨四",), "应急避险"),
        )
    ):
        org, at = make.org(f"{place}气象学会", place=make.place(place)), make.NOON + timedelta(day)
        make.items(
            *titles,
            themes=[theme],
            org=org,
            recommender=org.name,
            now=at,
        )


def choices(page, name):
    facet = next((one for one in page.context["found"].facets if one.name == name), None)
    return [(one.label, one.items) for one in facet.choices[1:]] if facet else None


@pytest.mark.parametrize(("asked", "counted"), [({}, (5, 1)), ({"q": "雷雨"}, (3, 1))])
def test_regions_are_counted_below_the_one_that_holds_all(client, held, asked, counted):
    actions.tally()

    page = client.get(LIST, asked)

    assert choices(page, "region") == list(zip(("郑州市", "洛阳市"), counted, strict=True))


def test_a_region_leads_up_and_down(client, held):
    top = client.get(LIST, {"region": "410000000000"})
    city = client.get(LIST, {"region": "410100000000", "q": "雷雨"})
    county = client.get(LIST, {"region": "410184000000"})

    assert choices(top, "region") == [("河南省", None), ("郑州市", 5), ("洛阳市", 1)]
    assert choices(city, "region") == [
        ("河南省", None), ("郑州市", None), ("金水区", 2), ("新郑市", 1)
    ]  # fmt: skip
    assert {card.title for card in county.context["found"].items} == {"雷雨三", "种子一"}


def test_a_filter_that_is_set_still_shows_its_other_choices(client, held):
    page = client.get(LIST, {"theme": "乡村振兴"})

    assert page.context["found"].counts.total == 2
    assert choices(page, "theme") == [("应急避险", 4), ("乡村振兴", 2)]
    assert choices(page, "org") is None  # only one organisation is left to choose


def test_organisations_are_counted_by_name(client, held):
    page = client.get(LIST, {"q": "雷雨"})

    assert choices(page, "org") == [
        ("金水区气象学会", 2), ("新郑市气象学会", 1), ("栾川县气象学会", 1)
    ]  # fmt: skip


def test_audiences_are_counted_as_they_lead(client, make):
    make.items("雷雨一", "雷雨二", audience="中小学生、老人", audiences=["青少年", "老年人"])
    make.items("雷雨三", audience="天文爱好者", audiences=["天文爱好者"])

    every = client.get(LIST, {"q": "雷雨"})
    young = client.get(LIST, {"audience": "青少年"})

    assert choices(every, "audience") == [("老年人", 2), ("青少年", 2), ("天文爱好者", 1)]
    assert young.context["found"].counts.total == 2
    assert choices(young, "audience") == choices(every, "audience")


def test_a_chosen_value_beyond_the_most_frequent_says_how_many_it_has(client, make):
    for number in range(13):
        make.items("雷雨", "雷雨二", audiences=[f"第{number:02}群"])
    make.items("雷雨", audiences=["末一群"])

    page = client.get(LIST, {"audience": "末一群"})

    assert choices(page, "audience")[0] == ("末一群", 1)


def test_filters_alone_show_the_newest_first(client, held):
    page = client.get(LIST, {"theme": "应急避险"})

    assert [card.title for card in page.context["found"].items] == [
        "雷雨四", "地震一", "雷雨二", "雷雨一"
    ]  # fmt: skip


def test_every_choice_leads_to_as_many_items_as_it_says(client, held):
    page = client.get(LIST, {"q": "雷雨"})
    offered = [one for facet in page.context["found"].facets for one in facet.choices if one.items]

    assert offered
    for one in offered:
        assert client.get(one.url).context["found"].counts.total == one.items


def test_an_answer_is_kept_until_something_changes(client, held, django_assert_num_queries):
    actions.tally()
    client.get(LIST, {"q": "雷雨"})

    with django_assert_num_queries(2):
        kept = client.get(LIST, {"q": "雷雨", "sort": "newest"})
    Item.objects.filter(title="雷雨一").update(state=ItemState.WITHDRAWN)
    actions.tally()
    with django_assert_num_queries(4):  # what is common and where the places lie is read anew too
        fresh = client.get(LIST, {"q": "雷雨"})

    assert kept.context["found"].counts.total == 4
    assert fresh.context["found"].counts.total == 3


@pytest.fixture
def crowded(held, monkeypatch):
    """Count no more than two items while a reader waits."""
    monkeypatch.setattr(found, "CAP", 2)
    monkeypatch.setattr(found, "LEAST", 2)
    actions.tally()


def test_what_is_too_much_to_count_has_no_number(client, crowded):
    page = client.get(LIST, {"q": "雷雨"})
    narrow = client.get(LIST, {"q": "雷雨", "theme": "乡村振兴"})

    assert "超过 2 件" in page.content.decode()
    assert "没有件数" in page.content.decode()
    assert choices(page, "theme") == [("应急避险", None), ("乡村振兴", None)]
    assert choices(page, "region") == [("郑州市", None), ("洛阳市", None)]
    assert narrow.context["found"].counts.total == 1
    assert choices(narrow, "theme") == [("应急避险", None), ("乡村振兴", None)]


def test_filters_alone_say_how_many_there_are_however_many(client, crowded):
    one = client.get(LIST, {"type": "poster"})
    two = client.get(LIST, {"type": "poster", "theme": "应急避险"})
    three = client.get(LIST, {"type": "poster", "theme": "应急避险", "year": "2021"})
    elsewhere = client.get(LIST, {"type": "poster", "region": "410100000000"})

    assert "共 6 件" in one.content.decode()
    assert choices(one, "theme") == [("应急避险", 4), ("乡村振兴", 2)]
    assert choices(one, "region") == [("郑州市", None), ("洛阳市", None)]
    assert "共 4 件" in two.content.decode()
    assert choices(two, "theme") == [("应急避险", 4), ("乡村振兴", 2)]
    assert "超过 2 件" in three.content.decode()
    assert ("金水区", None) in choices(elsewhere, "region")


def test_nothing_found_says_how_to_find_something(client, held):
    page = client.get(LIST, {"q": "雷雨种子", "theme": "应急避险"})

    said = page.content.decode()
    assert "没有符合条件的资源" in said
    assert [one.label for one in page.context["found"].instead.words] == ["雷雨", "种子"]
    assert [one.label for one in page.context["found"].instead.wider] == ["去掉主题：应急避险"]


def test_what_sounds_the_same_is_offered_where_nothing_is_found(client, held):
    page = client.get(LIST, {"q": "雷鱼"})

    assert [item.title for item in page.context["found"].instead.alike] == [
        "雷雨四", "雷雨三", "雷雨二", "雷雨一"
    ]  # fmt: skip


def test_a_chosen_value_without_items_can_be_dropped(client, held):
    page = client.get(LIST, {"year": "1999", "type": "audio", "region": "410184000000"})

    assert [one.label for one in page.context["found"].instead.wider] == [
        "去掉类别：音频", "去掉地区：新郑市", "去掉年份：1999 年"
    ]  # fmt: skip


def test_found_words_are_marked_and_nothing_else_is_markup(client, make):
    make.items("打<b>雷</b>時怎么办", abstract="田里<i>打雷</i>时别站在树下，也别打伞。")

    said = client.get(LIST, {"q": "打雷"}).content.decode()
    title = client.get(LIST, {"q": "雷"}).content.decode()

    assert "<mark>打雷</mark>" in said
    assert "&lt;i&gt;" in said
    assert "<b>雷" not in said + title
    assert "<i>" not in said


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("asked", "queries"), [({"q": "雷雨", "theme": "应急避险"}, 3), ({"region": "410000000000"}, 5)]
)
def test_a_filtered_list_asks_few_questions(
    client, make, django_assert_num_queries, count, asked, queries
):
    make.items(*(f"雷雨{n}" for n in range(count)))

    with django_assert_num_queries(queries):
        client.get(LIST, asked)


def test_a_list_of_twenty_with_all_its_counts_is_small(client, held, make):
    make.items(*(f"雷雨来临前，身体会给你哪些信号？之{n}" for n in range(30)), shelf="video")
    actions.tally()

    for asked in ({}, {"q": "雷雨"}, {"theme": "应急避险"}):
        assert len(client.get(LIST, asked).content) <= 20_000
