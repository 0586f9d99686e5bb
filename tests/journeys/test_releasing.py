"""An operator watches a large batch come into the library, and sees where it broke off."""

import pytest
from django.db import connection
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.library import actions, jobs
from kepu.library.actions import pushing
from make.browser import faults_of, log_in, too_wide
from make.moments import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def push(make, monkeypatch):
    monkeypatch.setattr(pushing, "AT_ONCE", 1)
    monkeypatch.setattr(pushing, "AT_A_TIME", 1)
    return make.push(make.waiting("打雷时怎么办", "地震时怎么办", file=make.blob()))


@pytest.mark.parametrize("width", [390, 1440])
def test_a_release_is_watched_and_goes_on_where_it_broke_off(visit, make, push, width, tmp_path):
    hat = make.appointment("operator", over=push.campaign)
    page = log_in(visit("/", width=width), hat, push.get_absolute_url())
    going, faults = page.locator("#going"), []

    page.get_by_role("button", name="推送入库 2 件").click()
    expect(going).to_contain_text("正在推送 0 / 2 件")
    actions.enter_some(push.pk, by=Actor.machine("flow"), now=NOON)
    expect(going).to_contain_text("正在推送 1 / 2 件")
    page.screenshot(path=tmp_path / "going.png", full_page=True)
    faults += [*faults_of(page), *["too wide"] * (too_wide(page) > 0)]
    ProcrastinateJob.objects.all().delete()
    expect(going).to_contain_text("推送在 1 / 2 件时中断了")
    page.screenshot(path=tmp_path / "broken.png", full_page=True)
    faults += [*faults_of(page), *["too wide"] * (too_wide(page) > 0)]
    going.get_by_role("button", name="重试").click()
    expect(going).to_contain_text("正在推送 1 / 2 件")
    jobs.enter(Line.objects.filter(verb="push.begin").latest("pk").pk)
    going.get_by_role("link", name="刷新看结果").click()

    expect(page.get_by_role("link", name="看资源页")).to_have_count(2)
    page.screenshot(path=tmp_path / "done.png", full_page=True)
    connection.close()
    assert faults == []
