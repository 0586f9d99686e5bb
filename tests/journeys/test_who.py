"""Who is who, in the browser: logging in, hats, organisations and places, by keyboard and script.

With ``KEPU_SHOTS`` naming a folder, each page is also pictured there, to be looked at.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from make import people as builders
from make.browser import faults_of, too_wide

FIRST = "kepu-demo-2022"
SHOTS = os.environ.get("KEPU_SHOTS")


@pytest.fixture
def small_world(make, transactional_db):
    """Set up 郑州市 with an administrator of two hats, a few organisations and their people."""
    make.province()
    boss = make.person("测试甲", login="boss")
    make.appointment("administrator", over=make.place("郑州市"), person=boss)
    org = make.org("新郑市农学会", parent=make.org(place=make.place("郑州市")))
    make.appointment("clerk", over=org, person=boss)
    for name in ("测试乙", "测试丙"):
        make.appointment("clerk", over=org, person=make.person(name))
    make.person("测试丁", login="fresh", must_change=True)
    return org


def enter(visit, login="boss", **reader):
    return log_in_here(visit("/accounts/login/", **reader), login)


def log_in_here(page, login="boss"):
    page.get_by_label("登录名").fill(login)
    page.get_by_label("密码").fill(builders.PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    return page


def pictured(page, name, width):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, small_world, make, width):
    page = enter(visit, width=width)
    clerk = make.appointment("clerk", over=small_world)
    pages = {
        "hats": "/hats/",
        "devices": "/accounts/devices/",
        "password": "/accounts/password/change/",
        "logout": "/accounts/logout/",
        "appointments": "/appointments/",
        "dismiss": f"/appointments/{clerk.pk}/dismiss/",
        "people": "/people/",
        "person": f"/people/{clerk.person_id}/",
        "orgs": "/orgs/",
        "org": f"/orgs/{small_world.pk}/",
        "org-edit": f"/orgs/{small_world.pk}/edit/",
        "org-new": "/orgs/new/",
        "org-close": f"/orgs/{small_world.pk}/close/",
        "org-merge": f"/orgs/{small_world.pk}/merge/",
        "staff": f"/orgs/{small_world.pk}/staff/",
        "members": f"/orgs/{small_world.pk}/members/",
    }

    faults = {}
    for name, path in pages.items():
        page.goto(path)
        pictured(page, name, width)
        if found := [*faults_of(page), *(["sideways"] if too_wide(page) else [])]:
            faults[name] = found

    assert faults == {}


def test_a_first_password_is_changed_on_the_way_in(visit, small_world):
    page = enter(visit, "fresh")

    page.get_by_text("你现在用的是初始密码").wait_for()
    page.get_by_label("现在的密码").fill(FIRST)
    page.get_by_label("新密码", exact=True).fill("qingcai-doufu-9")
    page.get_by_label("再输一次新密码").fill("qingcai-doufu-9")
    page.get_by_role("button", name="修改密码").click()

    page.wait_for_url("**/desk/")


def test_a_hat_is_switched_and_leads_to_the_desk_where_it_has_no_such_page(visit, small_world):
    page = enter(visit)
    page.goto("/orgs/")

    page.get_by_role("link", name="换身份").click()
    page.get_by_role("button", name="换成经办人").click()

    page.wait_for_url("**/desk/")
    page.goto("/hats/")
    assert "经办人" in page.locator(".get", has_text="正在使用").inner_text()


def test_a_place_is_chosen_step_by_step_with_scripts(visit, small_world):
    page = enter(visit)
    page.goto("/orgs/new/")

    page.get_by_label("县级行政区划").select_option(label="新郑市")
    page.get_by_label("乡级行政区划").select_option(label="薛店镇")

    expect(page.get_by_label("县级行政区划").locator("option:checked")).to_have_text("新郑市")


def test_a_place_is_found_by_its_initials_with_scripts(visit, small_world):
    page = enter(visit)
    page.goto("/orgs/new/")

    page.get_by_label("按名称、拼音或首字母找行政区划").press_sequentially("jsq")
    page.get_by_text("金水区郑州市").click()

    page.get_by_label("县级行政区划").locator("option:checked", has_text="金水区").wait_for(
        state="attached"
    )


def test_an_organisation_is_registered_by_keyboard_without_scripts(visit, small_world):
    page = enter(visit, scripts=False, forgive="422")
    page.goto("/orgs/new/")

    page.get_by_label("单位全称").fill("金水区农学会")
    page.get_by_label("单位类别").select_option("county-cast")
    page.get_by_label("县级行政区划").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("请接着选").first.wait_for()
    page.get_by_role("button", name="登记", exact=True).press("Enter")

    page.get_by_role("heading", name="金水区农学会").wait_for()
    assert "金水区" in page.locator(".desk-main > header").inner_text()


def test_who_is_idle_is_warned_and_logged_out_and_finds_what_they_typed(
    visit, small_world, make, monkeypatch, settings
):
    clock = {"now": datetime.now(UTC)}  # noqa: TID251 - pages ask the clock
    monkeypatch.setattr(timezone, "now", lambda: clock["now"])
    settings.SEEN_EVERY = 60
    clerk = make.appointment("clerk", over=small_world)
    page = enter(visit)
    page.clock.install()

    def wait(minutes):
        clock["now"] += timedelta(minutes=minutes)
        page.clock.fast_forward(minutes * 60_000)

    page.goto(f"/appointments/{clerk.pk}/dismiss/")
    page.get_by_label("卸任原因").fill("工作调动，由别人接手")
    wait(29)
    page.get_by_role("heading", name="快要退出登录了").wait_for()
    pictured(page, "idle", 1440)
    assert faults_of(page) == []
    page.get_by_role("button", name="接着用").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    wait(31)
    page.get_by_role("heading", name="已经退出登录").wait_for()
    page.get_by_role("link", name="重新登录").click()
    page.get_by_text("为保护作品和联系方式，已经退出登录").wait_for()
    log_in_here(page)

    expect(page.get_by_label("卸任原因")).to_have_value("工作调动，由别人接手")


def test_what_was_sent_after_a_log_out_elsewhere_is_there_after_the_next_log_in(
    visit, small_world, make
):
    clerk = make.appointment("clerk", over=small_world)
    page = enter(visit)
    page.wait_for_url("**/desk/")
    page.goto(f"/appointments/{clerk.pk}/dismiss/")
    page.get_by_label("卸任原因").fill("工作调动，由别人接手")
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="办理卸任").click()
    log_in_here(page)

    expect(page.get_by_label("卸任原因")).to_have_value("工作调动，由别人接手")
    page.get_by_role("button", name="办理卸任").click()
    page.wait_for_url("**/appointments/")
    page.goto(f"/appointments/{clerk.pk}/dismiss/")
    expect(page.get_by_label("卸任原因")).to_have_value("")
