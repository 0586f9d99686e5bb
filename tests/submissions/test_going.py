"""What a page says is going on with the files of a work, and what could not be made of them."""

from uuid import uuid4

import pytest

from kepu.core.actor import Actor
from kepu.media import actions as media
from kepu.media.models import Making
from kepu.submissions import queries
from kepu.submissions.models import Work
from make import files

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")


@pytest.fixture
def work(make):
    return make.work()


@pytest.fixture
def officer(client, make, work):
    client.force_login(make.appointment("officer", over=work.place).person)
    return client


def went_on(work, now):
    for file in queries.files_of(work):
        for tier in ("scan", "read"):
            media.measure(file.blob, tier, by=MEDIA, now=now)
        for deed in (media.render, media.typeset, media.reel):
            deed(file.blob, by=MEDIA, now=now)


def test_a_page_asks_again_while_something_is_going_on(officer, work):
    page = officer.get(f"/works/{work.pk}/review/").content.decode()

    assert f'hx-get="/works/{work.pk}/going/"' in page
    assert "图.jpg：正在细看内容，正在读文字，等着做预览图" in page
    assert "<noscript>刷新可见结果。</noscript>" in page


def test_it_is_told_when_all_has_ended_and_nobody_asks_again(officer, make, work, now):
    went_on(work, now)
    make.judged(work)

    part = officer.get(f"/works/{work.pk}/going/").content.decode()
    page = officer.get(f"/works/{work.pk}/review/").content.decode()

    assert 'hx-swap-oob="innerHTML:#done"' in part
    assert "hx-get" not in part
    assert "/going/" not in page


def test_what_waits_only_for_its_rules_says_so(officer, work, now):
    went_on(work, now)

    assert "图.jpg：正在核对要求" in officer.get(f"/works/{work.pk}/going/").content.decode()


def test_what_could_not_be_made_is_said_to_both_and_hinders_nobody(officer, client, make, now):
    hat = make.appointment("clerk", over=make.org())
    Making.objects.update(begun_at=now, ended_at=now, trouble="处理到一半出错中止")
    work = Work.objects.get()

    seen = officer.get(f"/works/{work.pk}/review/").content.decode()
    Work.objects.update(state="returned")
    client.force_login(hat.person)
    row = client.get(f"/works/{work.pk}/edit/").content.decode()

    assert "预览图没有做成：处理到一半出错中止" in seen
    assert "预览图没有做成：处理到一半出错中止。不影响报送" in row


def test_an_article_is_read_and_its_pictures_are_sent_from_the_work(
    officer, make, work, now, tmp_path
):
    path = files.article(tmp_path / "a.docx", picture=make.jpg())
    file = queries.files_of(work)[0]
    file.blob = make.blob(path.read_bytes(), "稿.docx")
    file.save()
    went_on(work, now)

    page = officer.get(f"/works/{work.pk}/review/").content.decode()
    picture = officer.get(f"/works/files/{file.pk}/shown/figure-1/")

    assert "<h3>打雷时怎么办</h3>" in page
    assert f'src="/works/files/{file.pk}/shown/figure-1/"' in page
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert officer.get(f"/works/files/{file.pk}/shown/figure-2/").status_code == 404


def test_a_film_that_no_browser_plays_is_played_small(officer, make, work, now, tmp_path):
    path = files.film(tmp_path / "a.avi", size=(320, 240), codec="mpeg4")
    file = queries.files_of(work)[0]
    file.blob = make.blob(path.read_bytes(), "老片.avi")
    file.save()
    went_on(work, now)

    page = officer.get(f"/works/{work.pk}/review/").content.decode()

    assert f'src="/works/files/{file.pk}/shown/film-480/"' in page
    assert "这里放的是标清版，原文件请下载" in page


def test_a_sheet_asks_the_same_for_1_and_30_files(make, work, django_assert_num_queries):
    with django_assert_num_queries(7):
        queries.sheet(work, make.spec())
    by = Actor.machine("media")
    for _ in range(29):
        file = queries.files_of(work)[0]
        file.pk, file.file_ref, file.order = None, uuid4(), file.order + 100
        file.blob = make.blob(by=by)
        file._state.adding = True
        file.save()

    with django_assert_num_queries(7):
        queries.sheet(work, make.spec())
