"""The page of a batch, with and without script: what is shared, the plan, the files, the quota."""

import json
from datetime import datetime
from functools import cache
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.access.queries import actor_of
from kepu.core.clock import CHINA
from kepu.media import actions as media
from kepu.submissions import actions, queries
from kepu.submissions.models import Batch, Work
from make.campaigns import NOT_ROLLING, QUOTA_OF_3
from make.media import jpg as a_jpg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
JSON = {"accept": "application/json"}
BEGIN = "/works/many/henan-resources-2022/"
SHARED = {"do": "share", "f-subtype": "wall-chart", "f-theme": ["emergency"], "f-made_in": "2021"}


@pytest.fixture
def batch(make, hat, now):
    campaign = make.campaign(NOT_ROLLING, QUOTA_OF_3)
    return actions.begin(campaign, "image", org=hat.org, by=actor_of(hat), now=now)


def text(response):
    return unescape(response.content.decode().replace("<wbr>", ""))


@cache
def content(seed):
    return a_jpg(400 + seed, 300)


def jpg(name="雷电.jpg", seed=0):
    return SimpleUploadedFile(name, content(seed), content_type="image/jpeg")


def bring(clerk, batch, name="雷电.jpg", **said):
    facts = {"do": "bring", "slot": "picture", "key": name, "title": name[:-4]} | said
    return clerk.post(batch.get_absolute_url(), facts, headers=JSON)


def plan(clerk, batch, *files, **said):
    facts = {"do": "plan", "slot": "picture", "files": json.dumps(files)} | said
    return text(clerk.post(batch.get_absolute_url(), facts))


def test_a_clerk_begins_a_batch_where_the_quota_is_told_first(clerk, make):
    make.campaign(QUOTA_OF_3)

    page = text(clerk.get(BEGIN))
    answer = clerk.post(BEGIN, {"category": "image"})

    assert "每单位限报 3 件（通知三），还可报 3 件" in page
    assert "短信" not in page  # typed on the page, not a file
    assert answer.url == f"/works/batches/{Batch.objects.get().pk}/"
    assert "每单位限报 3 件（通知三），已报 0 件，还可报 3 件" in text(clerk.get(answer.url))


def test_a_batch_that_holds_drafts_is_offered_again(clerk, batch):
    bring(clerk, batch, file=jpg())

    assert "还有 1 件草稿没有报送" in text(clerk.get(BEGIN))


def test_after_the_window_the_door_says_so_and_nothing_is_begun(clerk, batch, hat, clock):
    clock["now"] = datetime(2022, 9, 1, tzinfo=CHINA)
    clerk.force_login(hat.person)

    answer = clerk.post(BEGIN, {"category": "image"})

    assert answer.status_code == 422
    assert "已于 8 月 31 日 24:00 截止" in text(answer)
    assert "现在不能报送" in text(clerk.get(batch.get_absolute_url()))
    assert "截止" in bring(clerk, batch, file=jpg()).json()["says"]


def test_what_all_share_is_filled_in_once(clerk, batch):
    bring(clerk, batch, file=jpg())

    answer = clerk.post(batch.get_absolute_url(), SHARED, follow=True)

    work = Work.objects.get()
    assert "已保存，1 件草稿跟着改了" in text(answer)
    assert (work.subtype, work.fields["theme"], work.title) == ("wall-chart", ["emergency"], "雷电")


def test_a_script_is_answered_in_its_own_way(clerk, batch):
    answer = clerk.post(batch.get_absolute_url(), SHARED, headers=JSON)

    assert answer.json() == {"says": "已保存"}


def test_a_row_of_a_shared_table_is_dropped(clerk, make, hat, now):
    campaign = make.campaign(slug="youth-microvideo-2022", now=now)
    org = make.org("省级学会", kind="province-society", place=hat.org.place)
    member = make.appointment("clerk", over=org)
    batch = actions.begin(campaign, "video", org=org, by=actor_of(member), now=now)
    clerk.force_login(member.person)
    rows = {"f-creators.0.name": "示例甲", "f-creators.1.name": "示例乙"}

    clerk.post(batch.get_absolute_url(), {"do": "drop:creators.0"} | rows)

    batch.refresh_from_db()
    assert [row["name"] for row in batch.fields["creators"]] == ["示例乙"]
    assert "主要是哪种材料" in text(clerk.get(batch.get_absolute_url()))


def test_the_plan_is_shown_before_anything_is_sent(clerk, batch):
    files = [[f"集/雷电/{n}.jpg", 9] for n in (1, 2)] + [["集/台风/1.jpg", 9], ["说明.docx", 9]]

    page = plan(clerk, batch, *files)

    assert "3 个文件（27 B），要建 2 件草稿" in page
    assert "“说明.docx”不是 JPG，不收" in page
    assert 'data-key="集/雷电"' in page
    assert "连同已有的草稿共" not in page
    assert Work.objects.count() == 0


def test_more_than_the_quota_is_told_in_the_plan(clerk, batch):
    page = plan(clerk, batch, *([f"{n}.jpg", 9] for n in range(5)))

    assert "每单位限报 3 件（通知三），还可报 3 件；连同已有的草稿共 5 件" in page


def test_files_that_came_before_are_not_sent_again(clerk, batch):
    bring(clerk, batch, file=jpg())

    page = plan(clerk, batch, ["雷电.jpg", len(content(0))], ["台风.jpg", 9])

    assert "1 个文件已经在这一批里，不再传" in page
    assert "1 个文件（9 B），要建 1 件草稿" in page


def test_a_small_file_comes_with_the_form_and_its_draft_is_told(clerk, batch):
    told = bring(clerk, batch, file=jpg()).json()

    work = Work.objects.get()
    assert told == {"work": str(work.pk), "title": "雷电", "drafts": 1}
    assert [file.name for file in queries.files_of(work)] == ["雷电.jpg"]


def test_a_large_file_is_carried_here_on_a_ticket(clerk, batch, hat, now, tmp_path):
    url, by = batch.get_absolute_url(), actor_of(hat)
    ticket = clerk.post(url, {"do": "ticket", "slot": "picture"}, headers=JSON).json()["ticket"]
    upload = media.begin(ticket, length=len(content(0)), name="雷电.jpg", by=by, now=now)
    media.receive(upload, jpg(), name="雷电.jpg", by=by, now=now)

    told = bring(clerk, batch, carried=ticket).json()

    assert told["title"] == "雷电"
    assert bring(clerk, batch, carried=str(batch.pk)).status_code == 404


def test_a_slot_that_there_is_not_is_not_found(clerk, batch):
    assert bring(clerk, batch, slot="film", file=jpg()).status_code == 404


def test_without_script_one_form_makes_many_drafts(clerk, batch):
    files = [jpg("雷电.jpg"), jpg("台风.jpg", seed=8), SimpleUploadedFile("说明.txt", b"x")]
    empty = SimpleUploadedFile("空.jpg", b"")
    facts = {"do": "upload", "slot": "picture", "mode": "file", "files": [*files, empty]}

    answer = clerk.post(batch.get_absolute_url(), facts, follow=True)

    assert "收下文件，2 件草稿" in text(answer)
    assert "“说明.txt”不是 JPG，不收" in text(answer)
    assert sorted(Work.objects.values_list("title", flat=True)) == ["台风", "雷电"]


def test_without_script_the_same_form_twice_makes_nothing_twice(clerk, batch):
    facts = {"do": "upload", "slot": "picture", "mode": "file"}

    for _ in range(2):
        clerk.post(batch.get_absolute_url(), facts | {"files": [jpg()]})

    assert Work.objects.count() == 1


def test_without_script_what_is_refused_is_said(clerk, batch, hat, clock):
    clock["now"] = datetime(2022, 9, 1, tzinfo=CHINA)
    clerk.force_login(hat.person)
    facts = {"do": "upload", "slot": "picture", "mode": "file", "files": [jpg()]}

    answer = clerk.post(batch.get_absolute_url(), facts, follow=True)

    assert "“雷电.jpg”没有收下：“河南省优质科普资源征集活动”已于" in text(answer)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_many_as_for_one(make, clerk, batch, hat, count):
    make.many(count, batch, by=actor_of(hat))

    with CaptureQueriesContext(connection) as asked:
        clerk.get(batch.get_absolute_url())

    assert len(asked) == 9
