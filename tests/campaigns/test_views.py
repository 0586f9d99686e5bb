"""The public pages of campaigns."""

from datetime import datetime, timedelta
from html import unescape

import pytest
from django.utils import timezone

from kepu.campaigns import actions
from kepu.campaigns.requirements import kinds, tables
from kepu.core.actor import Actor
from kepu.core.clock import CHINA
from make.campaigns import NOT_ROLLING

pytestmark = pytest.mark.django_db
LAST_DAY = datetime(2022, 8, 31, 12, 0, tzinfo=CHINA)
PAGE = "/campaigns/henan-resources-2022/"


@pytest.fixture
def at(monkeypatch):
    def set_clock(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    return set_clock


def text(client, url=PAGE):
    return unescape(client.get(url).content.decode().replace("<wbr>", ""))


def test_the_page_gives_the_deadline_with_its_hour_and_what_is_left(client, make, at):
    make.campaign()
    at(LAST_DAY)

    page = text(client)

    assert "集中征集 8 月 31 日 24:00 截止" in page
    assert "还剩 11 小时 59 分" in page


def test_after_the_window_a_rolling_campaign_says_so(client, make, at):
    make.campaign()
    at(LAST_DAY + timedelta(days=1))

    page = text(client)

    assert "集中征集已截止，常态化报送中" in page


def test_a_campaign_that_is_over_says_when_it_closed(client, make, at):
    make.campaign(NOT_ROLLING)
    at(LAST_DAY + timedelta(days=1))

    page = text(client)

    assert "8 月 31 日 24:00 已截止" in page
    assert "我要报送" not in page


def test_before_it_opens_the_page_says_when(client, make, at):
    make.campaign()
    at(LAST_DAY - timedelta(days=90))

    assert "7 月 4 日 00:00 开始" in text(client)


def test_every_demand_stands_with_its_weight_clause_and_words(client, make, at, now):
    make.campaign()
    at(now)

    page = text(client)

    for words in ("分辨率为300DPI以上", "60-65字或120-125字为宜", "时长不限", "格式为MP3/WAV"):
        assert words in page
    assert page.count('<table class="req"') == 6


def test_a_draft_campaign_has_no_page(client, make, now):
    actions.prepare(
        make.spec(), host=make.org(), place=make.place("河南省"), by=Actor.machine("setup"), now=now
    )

    assert client.get(PAGE).status_code == 404


def test_the_list_names_what_runs_and_what_is_over(client, make, at):
    make.campaign()
    at(LAST_DAY)

    page = text(client, "/campaigns/")

    assert page.index('id="running"') < page.index("河南省优质科普资源征集活动")
    assert "8 月 31 日 24:00 截止" in page


def test_an_empty_list_says_so(client, at, now):
    at(now)

    assert "现在没有正在征集的活动。" in text(client, "/campaigns/")


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_asks_the_same_two_questions_for_1_and_30(
    client, make, at, now, rows, django_assert_num_queries
):
    for number in range(rows):
        make.campaign(('slug = "henan-resources-2022"', f'slug = "campaign-{number}"'))
    at(now)
    client.get("/campaigns/")

    with django_assert_num_queries(2):
        client.get("/campaigns/")


def test_the_page_asks_three_questions(client, make, at, now, django_assert_num_queries):
    make.campaign()
    at(now)
    client.get(PAGE)

    with django_assert_num_queries(3):
        client.get(PAGE)


def test_demands_are_said_as_the_checks_say_them(make):
    rows = {(table.code, row.item): row for table in tables(make.spec()) for row in table.rows}

    assert rows["image", "印刷精度"].demand == "不低于 300 DPI"
    assert rows["sms", "字数"].weight == "warn"
    assert rows["video", "时长"].demand == "不限"
    assert rows["video", "时长"].weight == "any"
    assert rows["image", "件数"].demand == "1–60 件"


def test_kinds_of_organisation_are_named_once(make):
    named = kinds(make.spec())

    assert "医院" in named
    assert len(named) == len(set(named))


def test_members_are_told_whose_members_they_must_be(client, make, at, now):
    campaign = make.campaign(slug="youth-microvideo-2022")
    at(now)

    page = text(client, campaign.get_absolute_url())

    assert "（要是“河南省科学技术协会”登记的单位会员）" in page
    assert "暂不面向个人" not in page


def test_every_window_has_its_dates(client, make, at, now):
    campaign = make.campaign(slug="science-day-xinjiang-2023")
    at(now)

    page = text(client, campaign.get_absolute_url())

    for window in make.spec(slug="science-day-xinjiang-2023").windows[1:]:
        assert f"{window.label}：" in page
