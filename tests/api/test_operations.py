"""Programs read what people read: items and campaigns, whole or page by page, and nothing else."""

import json

import pytest
from django.conf import settings
from django.core.cache import cache

import make
from kepu.campaigns.models import Campaign
from kepu.core.ids import uuid7
from kepu.library import actions
from kepu.library.life import ItemState
from kepu.library.models import Item
from kepu.library.queries.look import KEPT
from kepu.media.models import Kind, Rendition
from make.moments import NOON

pytestmark = pytest.mark.django_db
ITEMS, CAMPAIGNS = "/api/v1/items", "/api/v1/campaigns"


@pytest.fixture(autouse=True)
def nobody_asked_yet():
    cache.clear()


@pytest.fixture
def released():
    push = make.push([make.passed()])
    return actions.release(push, by=make.operator(push.campaign), now=NOON)


def campaigns(count):
    """Copy a campaign some times: rows only, for listing."""
    one = make.campaign()
    slugs = [one.slug, *(f"campaign-{n}" for n in range(1, count))]
    for slug in slugs[1:]:
        one.pk, one.slug, one._state.adding = uuid7(), slug, True
        one.save()
    return slugs


def titles(answer):
    return {one["title"] for one in answer.json()["items"]}


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("asked", "queries"), [({}, 3), ({"q": "雷雨"}, 3), ({"year": "2021"}, 3)])
def test_a_list_of_items_asks_few_questions(
    client, django_assert_num_queries, count, asked, queries
):
    make.items(*(f"雷雨{n}" for n in range(count)))
    actions.tally()
    client.get(ITEMS, asked | {"limit": 1})  # the places are read once for all that follows
    KEPT.clear()

    with django_assert_num_queries(queries):
        answer = client.get(ITEMS, asked | {"limit": 30})

    told = answer.json()
    assert (told["total"], len(told["items"]), told["next"]) == (count, count, None)


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_of_campaigns_asks_one_question(client, django_assert_num_queries, count):
    campaigns(count)

    with django_assert_num_queries(1):
        answer = client.get(CAMPAIGNS, {"limit": 30})

    assert len(answer.json()["items"]) == count


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"type": "video"}, {"种子"}),
        ({"theme": "应急避险"}, {"雷雨"}),
        ({"year": "2020"}, {"种子"}),
        ({"audience": "老年人"}, {"种子"}),
        ({"region": "410184000000"}, {"雷雨", "种子"}),
        ({"q": "leiyu"}, {"雷雨"}),
        ({"q": "种子", "theme": "应急避险"}, set()),
        ({"q": "雷雨", "sort": "newest"}, {"雷雨"}),
        ({"org": str(uuid7())}, set()),
    ],
)
def test_the_filters_of_the_library(client, asked, found):
    make.items("雷雨", year=2021)
    make.items("种子", themes=["乡村振兴"], year=2020, shelf="video", audiences=["老年人"])

    assert titles(client.get(ITEMS, asked)) == found


@pytest.mark.parametrize("asked", [{}, {"q": "雷雨"}, {"q": "雷雨", "sort": "newest"}])
def test_pages_follow_each_other_without_gap_or_repeat(client, asked):
    make.items(*(f"雷雨{n:02}" for n in range(25)))
    seen, address, linked = [], ITEMS, set()

    while address:
        answer = client.get(address, asked | {"limit": 10} if address == ITEMS else None)
        seen += [one["title"] for one in answer.json()["items"]]
        address = answer.json()["next"]
        linked.add(answer.get("Link") == (f'<{address}>; rel="next"' if address else None))

    assert (len(seen), len(set(seen)), linked) == (25, 25, {True})


def test_campaigns_are_read_page_by_page(client):
    slugs = campaigns(5)
    seen, address = [], f"{CAMPAIGNS}?limit=2"

    while address:
        told = client.get(address).json()
        seen += [one["slug"] for one in told["items"]]
        address = told["next"]

    assert (len(seen), set(seen)) == (5, set(slugs))


def test_an_item_says_whose_it_is_and_where_its_files_are(
    client, released, django_assert_num_queries
):
    item = Item.objects.get()

    with django_assert_num_queries(2):
        told = client.get(f"{ITEMS}/{item.pk}").json()

    file = item.files.get()
    assert told["recommender"] == item.recommender
    assert told["licence"] == item.licence
    assert told["region"]["code"] == item.place.code
    assert told["campaign"]["slug"] == released.campaign.slug
    assert told["files"][0]["sha256"] == file.blob.sha256
    assert client.get(told["files"][0]["download"])["X-Accel-Redirect"].endswith(file.blob.sha256)
    assert client.get(told["page"]).status_code == client.get(told["url"]).status_code == 200


def test_a_series_says_where_all_of_it_is_taken_home_whole_and_small(client):
    blobs = [make.blob(make.jpg(200 + n, 100)) for n in range(2)]
    small = make.blob(make.jpg(20, 20))
    Rendition.objects.create(source=blobs[1], kind=Kind.THUMB_1280, made=small)
    series, single = make.held("防雷", *blobs), make.held("雷雨", blobs[0])

    told = client.get(f"{ITEMS}/{series.pk}").json()

    assert [file["download_small"] is not None for file in told["files"]] == [False, True]
    for address in (told["download_all"], told["download_all_small"]):
        assert client.get(address)["X-Kepu-Pack"] == "zip"
    alone = client.get(f"{ITEMS}/{single.pk}").json()
    assert (alone["download_all"], alone["download_all_small"]) == (None, None)


def test_a_campaign_tells_its_demands_with_their_clauses(client):
    campaign = make.campaign()

    told = client.get(f"{CAMPAIGNS}/{campaign.slug}").json()

    demands = [demand for category in told["categories"] for demand in category["demands"]]
    assert told["phase"] == "rolling"
    assert all(demand["demand"] for demand in demands)
    assert any(demand["clause"] and demand["words"] for demand in demands)


def test_what_was_taken_back_is_gone_at_once(client, released):
    item = Item.objects.get()
    before = client.get(ITEMS)

    actions.roll_back(released, by=make.operator(released.campaign), now=NOON, why="有误")
    known = {"if-none-match": before["ETag"]}
    after = client.get(ITEMS, headers=known)

    assert (titles(before), after.status_code, titles(after)) == ({item.title}, 200, set())
    gone = client.get(f"{ITEMS}/{item.pk}")
    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")


def test_who_has_it_already_is_told_so(client):
    make.items("雷雨")
    first = client.get(ITEMS)

    again = client.get(ITEMS, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == again["Cache-Control"] == "public, no-cache"


def test_it_does_not_matter_who_is_logged_in(client):
    make.items("雷雨")
    stranger = client.get(ITEMS)
    client.force_login(make.person())

    known = client.get(ITEMS)

    assert known.content == stranger.content
    assert "Vary" not in known
    assert not known.cookies


def test_any_site_may_read_and_none_may_write(client):
    asked_first = client.options(ITEMS, headers={"origin": "https://example.org"})
    pressed = client.post(ITEMS, {"title": "雷雨"})

    assert asked_first.status_code == 204
    assert asked_first["Access-Control-Allow-Origin"] == "*"
    assert asked_first["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in asked_first
    assert (pressed.status_code, pressed["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_head_is_answered_like_get_without_a_body(client):
    make.items("雷雨")

    answer = client.head(ITEMS)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] == client.get(ITEMS)["ETag"]


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        ("/api/v1/works", 404, "没有 /api/v1/works 这个地址，接口说明见 /api/v1/"),
        ("/api/v1/items/", 404, "没有 /api/v1/items/ 这个地址，接口说明见 /api/v1/"),
        ("/api/v1/%0Ax", 404, "没有 /api/v1/\nx 这个地址，接口说明见 /api/v1/"),
        (f"{ITEMS}/{uuid7()}", 404, "没有这件资源"),
        (f"{CAMPAIGNS}/nothing", 404, "没有这个征集活动"),
        (f"{ITEMS}?year=x", 422, "year 应是整数"),
        (f"{ITEMS}?year=1", 422, "year 不能小于 1900"),
        (f"{ITEMS}?limit=101", 422, "limit 不能大于 100"),
        (f"{ITEMS}?colour=red", 422, "colour 没有这个条件"),
        (f"{ITEMS}?region=419999000000", 422, "region 库里没有这个值"),
        (f"{ITEMS}?org=x", 422, "org 应是 UUID"),
        (f"{ITEMS}?q={'雨' * 81}", 422, "q 最多 80 个字"),
        (f"{ITEMS}?theme=%00", 422, "theme 里有不能用的字符"),
        (
            f"{ITEMS}?type=film",
            422,
            "type 只能是 article、picture、video、poster、audio、app",
        ),
        (f"{CAMPAIGNS}?cursor=x", 422, "cursor 不是本接口给出的标记，请从第一页重新取"),
    ],
)
def test_every_fault_is_told_as_a_problem(client, address, status, detail):
    answer = client.get(address)

    told = json.loads(answer.content)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert (told["status"], told["detail"]) == (status, detail)
    assert answer["Cache-Control"] == "no-store"
    assert client.get(told["type"].partition("#")[0]).status_code == 200


def test_who_asks_too_often_is_told_to_wait(client, monkeypatch):
    few = settings.KEPU.model_copy(update={"api_per_minute": 2})
    monkeypatch.setattr(settings, "KEPU", few)

    answers = [client.get(ITEMS) for _ in range(5)]  # two minutes may meet here, not three

    late = answers[-1]
    assert (late.status_code, late["Content-Type"]) == (429, "application/problem+json")
    assert 1 <= int(late["Retry-After"]) <= 60


def test_a_fault_of_ours_is_a_problem_too(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("kepu.library.queries.items.look", None)

    answer = client.get(ITEMS)

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer["X-Request-Id"] in answer.json()["detail"]


def test_only_what_is_public_is_told(client):
    one = make.campaign()
    Item.objects.filter(pk=make.items("雷雨")[0].pk).update(state=ItemState.WITHDRAWN)
    Campaign.objects.update(state="draft", version=None, draft=one.version.spec)

    assert client.get(ITEMS).json()["items"] == []
    assert client.get(CAMPAIGNS).json()["items"] == []
    assert client.get(f"{CAMPAIGNS}/{one.slug}").status_code == 404
