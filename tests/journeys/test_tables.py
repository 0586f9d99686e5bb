"""Tables in the form of a work, in the browser: by hand, by keyboard, without scripts."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kepu.people.models import Person
from kepu.submissions.models import Work
from make.browser import faults_of, log_in, too_wide
from make.campaigns import MICROVIDEO
from make.people import PASSWORD
from make.running import until

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("KEPU_SHOTS", "")
OPEN = ("at = 2022-10-31", "at = 2099-10-31")


@pytest.fixture
def hat(make):
    society = make.org("协会（测试）", kind="youth-association", place=make.place("河南省"))
    make.campaign(OPEN, slug=MICROVIDEO)
    return make.appointment("clerk", over=society)


@pytest.fixture
def start(visit, hat):
    def start(category="科普微视频", slug=MICROVIDEO, **reader):
        page = log_in(visit("/accounts/login/", **reader), hat, f"/works/new/{slug}/")
        page.get_by_role("button", name=category).click()
        page.wait_for_url("**/edit/")
        return page

    return start


def names():
    return [row.get("name") for row in Work.objects.get().fields.get("creators", [])]


def shot(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [390, 1440])
def test_rows_are_added_and_removed_and_saved_by_themselves(start, width):
    page = start(width=width)
    table = page.get_by_role("group", name="主创人员")
    first, second = (table.get_by_role("group", name=f"第 {n} 行") for n in (1, 2))

    first.get_by_label("姓名").fill("测试甲")
    table.get_by_role("button", name="加一行").click()
    expect(second.get_by_label("姓名")).to_be_focused()
    page.keyboard.type("测试乙")
    until(lambda: names() == ["测试甲", "测试乙"], 10)
    shot(page, f"table-{width}")
    assert faults_of(page) == []
    assert too_wide(page) <= 0

    first.get_by_role("button", name="删除第 1 行").click()
    expect(first.get_by_label("姓名")).to_have_value("测试乙")
    expect(first.get_by_label("姓名")).to_be_focused()
    until(lambda: names() == ["测试乙"], 10)


def test_rows_survive_a_log_out(start):
    page = start()
    table = page.get_by_role("group", name="主创人员")
    page.context.clear_cookies(name="sessionid")

    for n in range(1, 4):
        table.get_by_role("group", name=f"第 {n} 行").get_by_label("姓名").fill(f"测试{n}")
        table.get_by_role("button", name="加一行").click()
    page.get_by_role("link", name="去登录").click()
    page.get_by_label("登录名").fill(Person.objects.get(login__startswith="person").login)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()

    until(lambda: names() == ["测试1", "测试2", "测试3"], 10)


def test_without_scripts_rows_are_added_by_saving(start):
    page = start(scripts=False)
    for n in range(2):
        page.locator(f"[name='f-creators.{n}.name']").fill(f"测试{n}")
        with page.expect_navigation():
            page.get_by_role("button", name="保存，再加一行").click()
    page.get_by_role("button", name="删除第 1 行").click()

    expect(page.locator("[name='f-creators.0.name']")).to_have_value("测试1")
    until(lambda: names() == ["测试1"], 10)
