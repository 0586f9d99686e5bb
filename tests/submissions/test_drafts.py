"""The table of drafts: what each lacks, which may be handed in, and what came of each."""

from datetime import datetime
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.access.queries import actor_of
from kepu.core.clock import CHINA
from kepu.submissions import actions
from kepu.submissions.models import Work
from make.campaigns import NOT_ROLLING, QUOTA_OF_3

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
TABLE = "/works/drafts/henan-resources-2022/"


@pytest.fixture
def drafts(make, hat):
    """Make drafts, ready to be handed in but for what is said otherwise."""

    def of(count=1, state="ready", **named):
        return [make.work(state, by=actor_of(hat), org=hat.org, **named) for _ in range(count)]

    return of


def text(response):
    return unescape(response.content.decode().replace("<wbr>", ""))


def test_the_table_says_what_each_draft_lacks_and_where(clerk, drafts):
    (empty,) = drafts(1, "draft")
    (ready,) = drafts()

    page = text(clerk.get(TABLE))

    assert "2 件草稿" in page
    assert "1 件可以报送" in page
    assert f'<a class="lnk" href="/works/{empty.pk}/edit/#slot-picture"' in page
    assert "缺图片文件" in page
    assert "还差 10 项" in page
    assert f'name="work" value="{ready.pk}" checked' in page


def test_a_wrong_file_and_a_wrong_answer_are_one_word_each(clerk, make, drafts, hat):
    (work,) = drafts(fields={"made_in": "去年"})
    make.attached(work, make.blob(make.jpg(dpi=72)), by=actor_of(hat), name="糊.jpg")

    page = text(clerk.get(TABLE))

    assert "印刷精度不合要求" in page
    assert "完成年份有误" in page


def test_what_was_ticked_is_handed_in_and_each_has_its_result(clerk, drafts):
    one, two = drafts(2)
    (empty,) = drafts(1, "draft")

    page = text(clerk.post(TABLE, {"do": "send", "work": [one.pk, empty.pk, "nonsense"]}))

    assert "已报送，编号" in page
    assert "没有报送：还不能报送，还差 10 项" in page
    assert "报送了 1 件，1 件没有报送，草稿都在" in page
    assert Work.objects.get(pk=two.pk).number == ""


def test_all_that_may_be_is_handed_in_some_at_a_time(clerk, drafts, monkeypatch):
    monkeypatch.setattr("kepu.submissions.views.drafts.AT_A_TIME", 2)
    drafts(3)
    drafts(1, "draft")

    first = clerk.post(TABLE, {"do": "all"})
    page = text(first)
    after = page.split('name="after" value="')[1][:36]
    told = {"do": "all", "after": after, "sent": "2", "kept": "0"}
    second = text(clerk.post(TABLE, told, headers={"hx-request": "true"}))

    assert "已报送 2 件，还有 1 件" in page
    assert "报送了 3 件。" in second
    assert "<html" not in second
    assert Work.objects.exclude(number="").count() == 3


def test_a_second_press_finds_them_handed_in(clerk, drafts):
    (work,) = drafts()

    pages = [text(clerk.post(TABLE, {"do": "send", "work": [work.pk]})) for _ in range(2)]

    assert all("报送了 1 件。" in page for page in pages)
    assert Work.objects.get().editions.count() == 1


def test_the_deadline_and_the_quota_are_told_row_by_row(clerk, make, hat, drafts, clock):
    make.campaign(NOT_ROLLING, QUOTA_OF_3)
    drafts(4)

    page = text(clerk.get(TABLE))
    over = text(clerk.post(TABLE, {"do": "all"}))
    drafts(1)
    clock["now"] = datetime(2022, 9, 1, tzinfo=CHINA)
    clerk.force_login(hat.person)
    late = text(clerk.post(TABLE, {"do": "all"}))

    assert "每单位限报 3 件（通知三），已报 0 件，还可报 3 件" in page
    assert "报送了 3 件，1 件没有报送" in over
    assert "名额已满" in over
    assert "截止，没有报送；草稿还在" in late


def test_the_table_is_narrowed_to_a_batch(clerk, make, hat, drafts, now):
    (other,) = drafts()
    by = actor_of(hat)
    batch = actions.begin(other.campaign, "image", org=hat.org, by=by, now=now)
    brought = actions.Brought(blob=make.blob(), name="雷电.jpg")
    piece = actions.Piece(key="雷电.jpg", title="雷电", slot="picture", brought=brought)
    actions.bring(batch.pk, piece, by=by, now=now)

    page = text(clerk.get(f"{TABLE}?batch={batch.pk}"))

    assert "1 件草稿" in page
    assert "雷电.jpg" in page


def test_without_drafts_the_table_says_so(clerk, make):
    make.campaign()

    assert "没有草稿" in text(clerk.get(TABLE))


@pytest.mark.parametrize("count", [1, 30])
def test_the_table_asks_as_often_for_many_as_for_one(make, clerk, hat, count):
    by = actor_of(hat)
    make.many(count, make.batch(by=by, org=hat.org), by=by)

    with CaptureQueriesContext(connection) as asked:
        page = text(clerk.get(TABLE))

    assert f"报送全部可以报送的 {count} 件" in page
    assert len(asked) == 16
