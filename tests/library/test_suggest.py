"""While somebody types, titles, themes, audiences and organisations are offered, by sound too."""

import pytest

import make
from kepu.library import actions
from kepu.library.life import ItemState
from kepu.library.models import Item

pytestmark = pytest.mark.django_db


@pytest.fixture
def held():
    make.items(
        "雷雨来临前",
        "月壤里有什么",
        recommender="嵩云县人民医院",
        themes=["应急避险"],
        audiences=["老年人"],
    )
    actions.tally()


def offered(client, typed):
    return [
        (one.label, one.kind) for one in client.get(f"/library/suggest/?q={typed}").context["found"]
    ]


@pytest.mark.parametrize(
    ("typed", "label", "kind"),
    [
        ("雷雨", "雷雨来临前", "资源"),
        ("月", "月壤里有什么", "资源"),
        ("leiyul", "雷雨来临前", "资源"),
        ("yrly", "月壤里有什么", "资源"),
        ("挂图", "挂图", "类别"),
        ("gt", "挂图", "类别"),
        ("避险", "应急避险", "主题"),
        ("yingji", "应急避险", "主题"),
        ("yjbx", "应急避险", "主题"),
        ("老年", "老年人", "人群"),
    ],
)
def test_what_may_be_meant_is_offered(client, held, typed, label, kind):
    assert (label, kind) in offered(client, typed)


def test_an_organisation_that_gave_something_is_offered(client, held):
    org = Item.objects.first().org

    found = client.get("/library/suggest/", {"q": org.name[:4]}).context["found"]

    assert (found[0].label, found[0].kind) == (org.name, "单位")
    assert client.get(found[0].url).context["found"].counts.total == 2


@pytest.mark.parametrize("typed", ["", "  ", "量子", "zzz"])
def test_where_nothing_can_be_meant_nothing_is_offered(client, held, typed):
    assert offered(client, typed) == []


def test_what_was_taken_back_is_not_offered(client, held):
    Item.objects.update(state=ItemState.WITHDRAWN)

    assert offered(client, "雷雨") == []


def test_a_word_in_latin_letters_is_no_sound(client):
    make.items("什么是 DNA")

    assert offered(client, "dna") == [("什么是 DNA", "资源")]


def test_the_same_title_is_offered_once(client):
    make.items("雷雨来临前", "雷雨来临前", "雷雨以后")

    assert sorted(label for label, _ in offered(client, "雷")) == ["雷雨以后", "雷雨来临前"]


@pytest.mark.parametrize("typed", ["雷雨", "leiyu", "ly"])
@pytest.mark.parametrize("count", [1, 30])
def test_offering_asks_three_questions(client, django_assert_num_queries, count, typed):
    make.items(*(f"雷雨{n}" for n in range(count)))

    with django_assert_num_queries(3):
        client.get("/library/suggest/", {"q": typed})
