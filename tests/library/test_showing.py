"""The page of an item: played, read, looked at and taken home, by its kind."""

import json
import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest
import zxingcpp
from django.db import connection
from django.urls import reverse
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from kepu.core.actor import Actor
from kepu.journal import actions as journal
from kepu.library import actions, jobs
from kepu.library.life import ItemState
from kepu.library.models import Item
from kepu.media import actions as media
from kepu.media.models import Kind, Rendition
from make import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(make):
    """Shelve a film with its small one and its poster."""
    source, small, poster = (make.blob(make.jpg(side, side)) for side in (90, 40, 30))
    item = make.held("打雷时怎么办", source, shelf="video")
    for kind, made in ((Kind.FILM_480, small), (Kind.THUMB_1280, poster)):
        Rendition.objects.create(source=source, kind=kind, made=made)
    return item


@pytest.fixture
def series(make):
    """Shelve a series of three posters, the first with its thumbnails."""
    blobs = [make.blob(make.jpg(1600 + n, 1200)) for n in range(3)]
    small = make.blob(make.jpg(20, 20))
    for kind in (Kind.THUMB_320, Kind.THUMB_1280):
        Rendition.objects.create(source=blobs[0], kind=kind, made=small)
    return make.held("防雷挂图", *blobs)


def page_of(client, item, **asked):
    return client.get(item.get_absolute_url(), asked).content.decode()


def test_a_film_plays_small_with_its_poster_and_says_what_each_file_is_good_for(client, film):
    page = page_of(client, film)

    base = film.get_absolute_url()
    assert f'<source src="{base}1/film-480/"' in page
    assert f'poster="{base}1/thumb-1280/"' in page
    for said in ("标清", "MP4 · 480P", "手机、电脑和小屏幕", "源文件", "电视、大屏播放"):
        assert said in page


def test_a_film_without_a_small_one_plays_whole(client, make):
    item = make.held("打雷", make.blob(), shelf="video")

    page = page_of(client, item)

    assert f'<source src="{item.get_absolute_url()}1/show/"' in page
    assert "标清" not in page


def test_an_article_is_read_in_the_page(client, make, tmp_path, now):
    path = files.article(tmp_path / "文.docx", picture=make.jpg(200, 100))
    blob = make.blob(path.read_bytes(), path.name)
    media.typeset(blob, by=Actor.machine("media"), now=now)
    item = make.held("打雷时怎么办", blob, shelf="article")

    page = page_of(client, item)

    assert "放下农具，双脚并拢蹲下。" in page
    figure = f"{item.get_absolute_url()}1/figure-1/"
    assert figure in page
    assert client.get(figure)["Content-Disposition"].startswith("inline")


def test_a_series_is_leafed_through_without_scripts(client, series):
    second = page_of(client, series, n=2)

    assert "2 / 3" in second
    for address in ("?n=1", "?n=3"):
        assert f'href="{address}"' in second
    assert f'href="{series.get_absolute_url()}2/file/"' in second
    assert "全部 3 张" in second


@pytest.mark.parametrize("number", ["0", "4", "x", "-1", "1e9"])
def test_a_picture_that_is_not_there_shows_the_first(client, series, number):
    assert "1 / 3" in page_of(client, series, n=number)


def test_a_picture_is_offered_small_too(client, series):
    sent = client.get(reverse("library:light", args=[series.pk, 1]))

    assert "长边 1280" in page_of(client, series)
    assert "%EF%BC%88%E6%A0%87%E6%B8%85%EF%BC%89.jpg" in sent["Content-Disposition"]


def test_sounds_are_played_one_by_one(client, make):
    item = make.held("雷声", make.blob(), make.blob(), shelf="audio")

    assert page_of(client, item).count("<audio") == 2


def test_a_large_sound_is_heard_small(client, make, now, tmp_path):
    blob = make.blob(files.tone(tmp_path / "a.wav", seconds=2).read_bytes(), "雷.wav")
    media.reel(blob, by=Actor.machine("media"), now=now)
    item = make.held("雷声", blob, shelf="audio")

    page = page_of(client, item)

    assert f'src="/library/{item.pk}/1/sound-96/"' in page
    assert client.get(f"/library/{item.pk}/1/sound-96/")["Content-Type"] == "audio/mp4"


def test_an_item_without_files_has_a_page_all_the_same(client, make):
    item = make.items("测一测", shelf="app")[0]

    assert "测一测" in page_of(client, item)


@pytest.mark.parametrize("shelf", ["video", "poster", "article", "audio"])
@pytest.mark.parametrize("count", [1, 30])
def test_every_kind_of_page_asks_one_question(
    client, make, django_assert_num_queries, shelf, count
):
    other = make.held("雷击")
    item = make.held("打雷", *(make.blob() for _ in range(count)), shelf=shelf, near=[other.pk])

    with django_assert_num_queries(1):
        client.get(item.get_absolute_url())


def test_the_plan_of_a_page_is_made_once(client, make):
    for item in make.items(*(f"雷雨{n}" for n in range(12))):
        client.get(item.get_absolute_url())

    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements")
        ((kept, anew),) = cursor.fetchall()
    assert kept > 0
    assert anew <= 5


def test_theme_and_audience_lead_to_others_of_the_kind(client, make):
    item = make.items("雷雨", audience="果农", audiences=["农民"])[0]

    page = page_of(client, item)

    for asked in ({"theme": "应急避险"}, {"audience": "农民"}):
        assert f'href="/library/?{urlencode(asked)}"' in page
    assert "果农" in page


def test_machines_read_what_it_is_and_whose(client, make, film):
    Item.objects.filter(pk=film.pk).update(title="</script><b>打雷")

    page = page_of(client, film)
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])

    assert (told["@type"], told["name"]) == ("VideoObject", "</script><b>打雷")
    assert told["creator"]["name"] == film.recommender
    assert told["thumbnailUrl"].startswith("http")
    assert 'property="og:image" content="http' in page
    assert "<b>打雷" not in page


def test_items_that_speak_of_the_same_are_found_once_they_are_released(client, make, now):
    for at, title in enumerate(
        ("雷雨天怎样躲雷击", "雷击以后怎样急救", "月壤里有什么", "雷击的田野")
    ):
        make.items(title, now=now + timedelta(hours=at))
    first = Item.objects.get(title="雷雨天怎样躲雷击")
    line = journal.record("push.release", by=Actor.machine("setup"), now=now, on=first.push)

    jobs.relate(line.pk)
    near = client.get(first.get_absolute_url()).context["near"]

    assert {card.title for card in near} == {"雷击以后怎样急救", "雷击的田野"}


def test_many_are_related_a_few_at_a_time(make, now, monkeypatch):
    monkeypatch.setattr(jobs, "AT_A_TIME", 2)
    push = make.items("雷击以后", "雷击的田野", "月壤里的雷击")[0].push
    line = journal.record("push.release", by=Actor.machine("setup"), now=now, on=push)

    jobs.relate(line.pk)
    rest = ProcrastinateJob.objects.filter(task_name="library.jobs.relate").latest("id")
    jobs.relate(**rest.args)

    assert (rest.priority, rest.args["line"]) == (-1, line.pk)
    assert sorted(len(near) for near in Item.objects.values_list("near", flat=True)) == [2, 2, 2]


def test_what_was_taken_back_is_not_near_anything(client, make):
    item, other = make.items("雷击以后", "雷击的田野")
    actions.relate(item)
    other.refresh_from_db()
    assert other.near == [item.pk]

    Item.objects.filter(pk=other.pk).update(state=ItemState.WITHDRAWN)

    item.refresh_from_db()
    assert client.get(item.get_absolute_url()).context["near"] == []


def test_an_item_whose_title_says_nothing_has_neighbours_by_theme(client, make):
    item, other = make.items("雷", "雨")

    actions.relate(item)

    assert [card.title for card in client.get(item.get_absolute_url()).context["near"]] == [
        other.title
    ]


@pytest.mark.parametrize("shelf", ["poster", "article"])
def test_a_card_leads_a_phone_to_the_item(client, make, shelf):
    blob, small = make.blob(), make.blob(make.jpg(1280, 720))
    if shelf == "poster":
        Rendition.objects.create(source=blob, kind=Kind.THUMB_1280, made=small)
    item = make.held("雷雨来临前，身体会给你哪些信号？" * 4, blob, shelf=shelf)

    answer = client.get(f"{item.get_absolute_url()}card.png")

    with Image.open(BytesIO(answer.content)) as card:
        read = zxingcpp.read_barcodes(card)
    assert answer["Content-Type"] == "image/png"
    assert [code.text for code in read] == [f"http://testserver{item.get_absolute_url()}"]
    assert f'href="{item.get_absolute_url()}card.png"' in page_of(client, item)


def test_what_is_off_the_shelf_has_no_card(client, make):
    item = make.held("雷雨", make.blob())
    Item.objects.filter(pk=item.pk).update(state=ItemState.WITHDRAWN)

    assert client.get(f"{item.get_absolute_url()}card.png").status_code == 404
