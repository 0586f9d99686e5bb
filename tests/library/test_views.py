"""Anybody finds, looks and takes; an operator fills the shelves."""

import pytest
from django.urls import reverse

import make
from kepu.library import actions
from kepu.library.models import Download, Item, ItemFile
from kepu.media.models import Kind, Rendition
from kepu.people.models import Person
from make.moments import NOON

pytestmark = pytest.mark.django_db
LIST = "/library/"


@pytest.fixture
def released():
    push = make.push([make.passed()])
    return actions.release(push, by=make.operator(push.campaign), now=NOON)


@pytest.fixture
def as_operator(client):
    def log_in(campaign):
        actor = make.operator(campaign)
        client.force_login(
            Person.objects.get(pk=actor.person_id),
            "allauth.account.auth_backends.AuthenticationBackend",
        )
        return client

    return log_in


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_two_questions(client, django_assert_num_queries, count):
    make.items(*(f"雷雨{n}" for n in range(count)))
    actions.tally()

    with django_assert_num_queries(2):
        page = client.get(LIST)

    assert f"共 {count} 件" in page.content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_a_search_asks_three_questions(client, django_assert_num_queries, count):
    make.items(*(f"雷雨{n}" for n in range(count)))

    with django_assert_num_queries(3):
        page = client.get(LIST, {"q": "雷雨"})

    assert f"共 {count} 件" in page.content.decode()


def test_thirty_items_are_read_page_by_page_without_gap_or_repeat(client):
    make.items(*(f"雷雨{n:02}号" for n in range(30)))

    assert titles_of_all_pages(client) == [f"雷雨{n:02}号" for n in reversed(range(30))]


@pytest.mark.parametrize("sort", ["", "newest"])
def test_thirty_results_are_read_page_by_page_without_gap_or_repeat(client, sort):
    make.items(*(f"雷雨{n:02}号{'的雷雨' * (n % 3)}" for n in range(30)))

    titles = titles_of_all_pages(client, q="雷雨", sort=sort)

    assert (len(titles), len(set(titles))) == (30, 30)


@pytest.mark.parametrize(
    "after", ["x", "0~x~y", "0.5~2022-01-01~01a2006e-3e40-7ee5-8bf7-e9a579db56fd"]
)
def test_a_mark_that_nobody_of_ours_wrote_begins_at_the_beginning(client, after):
    make.items("雷雨")

    assert client.get(LIST, {"after": after}).context["found"].items


def titles_of_all_pages(client, **asked):
    titles, after = [], ""
    while True:
        found = client.get(LIST, asked | {"after": after}).context["found"]
        titles += [card.title for card in found.items]
        after = found.after
        if not after:
            return titles


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({"type": "video"}, {"种子"}),
        ({"theme": "应急避险"}, {"雷雨"}),
        ({"year": "2020"}, {"种子"}),
        ({"q": "种子", "theme": "应急避险"}, set()),
        ({"type": "nonsense", "year": "x", "region": "'; --"}, {"雷雨", "种子"}),
    ],
)
def test_filters(client, asked, titles):
    make.items("雷雨", year=2021)
    make.items("种子", themes=["乡村振兴"], year=2020, shelf="video")

    found = client.get(LIST, asked).context["found"]

    assert {card.title for card in found.items} == titles


def test_a_search_without_result_says_what_to_do(client):
    make.items("雷雨")

    page = client.get(LIST, {"q": "量子"}).content.decode()

    assert "没有符合条件的资源" in page
    assert "看全部资源" in page


def test_the_page_of_an_item_says_whose_it_is_and_what_one_may_do(client, released):
    item = Item.objects.get()

    page = client.get(item.get_absolute_url()).content.decode()

    for said in (item.recommender, item.rights_holder, item.licence, item.number, "通知四（三）3"):
        assert said in page


def test_a_page_that_has_to_look_for_others_asks_two_questions(
    client, released, django_assert_num_queries
):
    address = Item.objects.get().get_absolute_url()

    with django_assert_num_queries(2):
        client.get(address)


def test_a_file_is_sent_under_its_name_and_counted(client, released):
    item = Item.objects.get()

    answer = client.get(reverse("library:file", args=[item.pk, 1]))

    assert answer["X-Accel-Redirect"].endswith(item.files.get().blob.sha256)
    assert answer["Content-Disposition"].startswith("attachment")
    assert Download.objects.count() == 1


def test_a_part_of_a_file_is_not_counted_again(client, released):
    item = Item.objects.get()

    client.get(reverse("library:file", args=[item.pk, 1]), headers={"range": "bytes=100-"})

    assert not Download.objects.exists()


def test_what_was_taken_back_is_gone_everywhere(client, released):
    item = Item.objects.get()
    operator = make.operator(released.campaign)

    actions.roll_back(released, by=operator, now=NOON, why="版权有争议")

    assert client.get(item.get_absolute_url()).status_code == 410
    assert client.get(reverse("library:file", args=[item.pk, 1])).status_code == 404
    assert not client.get(LIST, {"q": "打雷"}).context["found"].items


def test_an_operator_gathers_looks_and_releases(as_operator):
    work = make.passed()
    client = as_operator(work.campaign)

    gathered = client.post(
        "/library/pushes/new/", {"name": "第一批", "work": [str(work.pk)]}, follow=True
    )
    assert "推送入库 1 件" in gathered.content.decode()
    address = gathered.redirect_chain[-1][0]
    client.post(f"{address}release/")

    assert Item.objects.get().title == work.title
    assert "第一批" in client.get("/library/pushes/").content.decode()


def test_a_push_without_works_or_name_is_explained_and_nothing_is_lost(as_operator):
    work = make.passed()
    client = as_operator(work.campaign)

    empty = client.post("/library/pushes/new/", {"name": "第一批"})
    nameless = client.post("/library/pushes/new/", {"name": "", "work": [str(work.pk)]})

    assert (empty.status_code, nameless.status_code) == (422, 422)
    assert "还没有选作品" in empty.content.decode()
    assert 'value="第一批"' in empty.content.decode()
    assert "给这一批起个名字" in nameless.content.decode()


def test_taking_back_needs_a_reason(as_operator, released):
    client = as_operator(released.campaign)

    asked = client.post(f"/library/pushes/{released.pk}/roll-back/", {"why": ""})
    done = client.post(f"/library/pushes/{released.pk}/roll-back/", {"why": "有误"})

    assert (asked.status_code, done.status_code) == (422, 302)


def test_pushes_of_another_campaign_do_not_exist(as_operator, released):
    client = as_operator(None)  # operator of a campaign of their own

    assert client.get(f"/library/pushes/{released.pk}/").status_code == 404


def test_a_visitor_has_no_pushes(client, released):
    answer = client.get("/library/pushes/")

    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/")


def test_a_film_is_offered_small_and_whole(client):
    item = make.items("雷雨", shelf="video")[0]
    clerk = make.actor("clerk")
    film, small = (make.blob(make.jpg(side, side), by=clerk) for side in (40, 20))
    ItemFile.objects.create(item=item, blob=film, order=1, name="雷雨.mov", about="MOV")
    before = client.get(item.get_absolute_url()).content.decode()
    Rendition.objects.create(source=film, kind=Kind.FILM_480, made=small)

    page = client.get(item.get_absolute_url()).content.decode()
    sent = client.get(reverse("library:light", args=[item.pk, 1]))

    assert ("标清" in before, "标清" in page) == (False, True)
    assert sent["X-Accel-Redirect"].endswith(small.sha256)
    assert "%EF%BC%88%E6%A0%87%E6%B8%85%EF%BC%89.mp4" in sent["Content-Disposition"]
    assert Download.objects.count() == 1


def test_what_was_not_made_small_is_not_offered_so(client, released):
    item = Item.objects.get()

    assert client.get(reverse("library:light", args=[item.pk, 1])).status_code == 404
    assert client.get(f"{item.get_absolute_url()}1/film-480/").status_code == 404
