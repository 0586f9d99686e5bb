"""A series, or an article with its pictures, is taken home as one file."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from kepu.core.actor import Actor
from kepu.library.life import ItemState
from kepu.library.models import Download, Item
from kepu.media import actions as media
from kepu.media import store
from kepu.media.models import Kind, Rendition
from kepu.media.packs import Pack
from make import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(make):
    """Shelve twelve posters, the second with a small one."""
    blobs = [make.blob(make.jpg(200 + n, 100)) for n in range(12)]
    small = make.blob(make.jpg(20, 20))
    Rendition.objects.create(source=blobs[1], kind=Kind.THUMB_1280, made=small)
    said = {"rights_holder": "新郑市人民医院（测试）", "licence_clause": "四（三）3"}
    return make.held("防雷：“避雷”挂图/一", *blobs, **said)


@pytest.fixture
def article(make, tmp_path, now):
    path = files.article(tmp_path / "文.docx", picture=make.jpg(200, 100))
    blob = make.blob(path.read_bytes(), path.name)
    media.typeset(blob, by=Actor.machine("media"), now=now)
    return make.held("打雷时怎么办", blob, shelf="article")


def taken(client, item, what):
    answer = client.get(reverse("library:everything", args=[item.pk, what]))
    assert answer["X-Kepu-Pack"] == "zip"  # tests/config/test_front.py: what the front makes of it
    pack = Pack.of_json(answer.content)
    return answer, ZipFile(BytesIO(b"".join(pack.pieces(store.lent))))


def offered(client, item):
    return {take.name: take for take in client.get(item.get_absolute_url()).context["packs"]}


def test_a_series_is_taken_home_whole_in_order_with_a_note(client, series):
    answer, held = taken(client, series, "file")

    note, *pictures = held.namelist()
    assert pictures[0] == "01 防雷：“避雷”挂图_一1.jpg"
    assert [name[:2] for name in pictures] == [f"{n:02}" for n in range(1, 13)]
    sent = [held.read(name) for name in pictures]
    assert sent == [store.path_of(one.blob.sha256).read_bytes() for one in series.files.all()]
    said = held.read(note).decode("utf-8-sig")
    for line in (series.title, series.recommender, series.rights_holder, series.licence):
        assert line in said
    assert "依据：通知四（三）3" in said
    assert f"http://testserver{series.get_absolute_url()}" in said
    assert "%E4%B8%80.zip" in answer["Content-Disposition"]
    assert Download.objects.filter(item_id=series.pk).count() == 1


def test_the_small_pack_holds_small_ones_where_there_are_any(client, series):
    _, held = taken(client, series, "light")

    assert [name for name in held.namelist() if "标清" in name] == [
        "02 防雷：“避雷”挂图_一2（标清）.jpg"
    ]
    assert len(held.namelist()) == 13


def test_packs_say_their_size_and_what_they_are_good_for(client, series):
    found = offered(client, series)

    assert list(found) == ["整套标清", "整套源文件"]
    assert found["整套源文件"].size == sum(one.blob.size for one in series.files.all())
    assert found["整套标清"].size < found["整套源文件"].size
    page = client.get(series.get_absolute_url()).content.decode()
    assert "按顺序编号，附署名与使用说明" in page
    assert found["整套源文件"].url in page


def test_an_article_is_taken_home_with_its_text_and_pictures(client, article):
    _, held = taken(client, article, "file")

    assert held.namelist() == ["署名与使用.txt", "正文.txt", "打雷时怎么办1.jpg", "插图/01.jpg"]
    assert "放下农具，双脚并拢蹲下。" in held.read("正文.txt").decode("utf-8-sig")
    assert offered(client, article)["图文包"].facts == "ZIP · 文档、正文、1 幅插图"


@pytest.mark.parametrize("what", ["file", "light", "thumb-320"])
def test_what_is_one_file_has_no_pack(client, make, what):
    item = make.held("雷雨", make.blob())

    assert offered(client, item) == {}
    assert client.get(reverse("library:everything", args=[item.pk, what])).status_code == 404


def test_what_is_off_the_shelf_has_no_pack(client, series):
    Item.objects.filter(pk=series.pk).update(state=ItemState.WITHDRAWN)

    assert client.get(reverse("library:everything", args=[series.pk, "file"])).status_code == 404


@pytest.mark.parametrize("count", [2, 30])
def test_a_pack_asks_two_questions(client, make, django_assert_num_queries, count):
    item = make.held("雷雨", *(make.blob() for _ in range(count)))

    with django_assert_num_queries(2):  # the item with its files, the count
        client.get(reverse("library:everything", args=[item.pk, "file"]))
