"""An officer's day in the browser: the inbox, the pane, a decision, the next one, the bulk pass.

With ``KEPU_SHOTS`` naming a folder, each page is also pictured there, to be looked at.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kepu.cases.models import Case
from kepu.checks.models import Judgement
from kepu.submissions.models import SlotFile, Work
from make import people as builders
from make.browser import faults_of, too_wide

SHOTS = os.environ.get("KEPU_SHOTS")
LOOKS = [{"width": 390, "theme": "dark"}, {"width": 1440, "theme": "light"}]


@pytest.fixture
def waiting(make, transactional_db):
    """Let two works wait for the officer of 新郑市, who also sits in 郑州市, and one be done."""
    now = datetime.now(UTC)  # noqa: TID251 - pages ask the clock
    officer = make.person("沈未央", login="officer")
    make.appointment("officer", over=make.place("新郑市"), person=officer, now=now)
    make.appointment("officer", over=make.place("郑州市"), person=officer, now=now)
    titles = (
        "雷雨来临前，身体会给你哪些信号",
        "打雷时，你站的地方安全吗",
        "夏季食物中毒的五个误区",
    )
    works = [make.work(fields={"title": title}, now=now) for title in titles]
    for work in works:
        make.judged(work, now=now)
    return works


def pictured(page, path, look):
    if SHOTS:
        name = f"{path.split('?')[0].strip('/').replace('/', '-')[:16]}-{look['width']}"
        page.screenshot(path=Path(SHOTS) / f"{name}-{look['theme']}.png", full_page=True)


def enter(visit, path="/desk/inbox/", **reader):
    page = visit(f"/accounts/login/?next={path}", **reader)
    page.get_by_label("登录名").fill("officer")
    page.get_by_label("密码").fill(builders.PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(f"**{path}")
    return page


def test_one_opens_decides_and_goes_on_to_the_next(visit, waiting):
    page = enter(visit)

    page.get_by_role("link", name=waiting[0].title).click()
    page.get_by_label("退回修改").check()
    page.locator("input[name=items]").first.check()
    page.get_by_label("给报送单位的话").fill("请再具体些")
    page.get_by_role("button", name="退回 1 项，看下一件").click()
    page.get_by_text("已退回").wait_for()
    page.wait_for_url("**open=**")

    assert Work.objects.get(pk=waiting[0].pk).state == "returned"
    expect(page.locator("#pane-h")).to_have_text(waiting[1].title)
    page.get_by_label("通过", exact=True).check()
    page.get_by_role("button", name="通过，看下一件").click()
    page.get_by_text("已通过“").wait_for()
    expect(page.locator("#pane-h")).to_have_text(waiting[2].title)


def test_keys_lead_through_the_list_and_pick(visit, waiting):
    page = enter(visit)

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**open=**")

    expect(page.locator("#pane-h")).to_have_text(waiting[0].title)


def test_several_pass_but_those_that_machines_found_something_in(visit, waiting):
    short = {"check": "duration", "rule": "length", "measured": "2:59", "required": "3:00",
             "severity": "block", "weight": "block", "passed": False, "clause": "一（二）1",
             "says": "时长 2:59，短于 3:00"}  # fmt: skip
    refs = SlotFile.objects.filter(work=waiting[0]).values("file_ref")
    Judgement.objects.filter(file_ref__in=refs).update(findings=[short])
    page = enter(visit)

    page.get_by_role("button", name="全选这一页").click()
    page.get_by_role("button", name="通过 3 件").click()
    page.get_by_role("heading", name="1 件有提示：先看这 1 件").wait_for()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        pictured(page, "/bulk", {"width": width, "theme": "light"})
        assert (faults_of(page), too_wide(page)) == ([], 0)
    page.get_by_role("link", name=waiting[0].title).click()
    page.get_by_role("link", name="放着，看下一件").click()
    page.get_by_role("button", name="通过 2 件").click()
    page.get_by_text("已通过 2 件").wait_for()

    assert Case.objects.filter(turn=3).count() == 2
    assert Case.objects.get(subject_id=str(waiting[0].pk)).turn == 2


def test_everything_works_without_scripts(visit, waiting):
    page = enter(visit, scripts=False)

    page.get_by_role("link", name=waiting[0].title).click()
    page.get_by_role("link", name="看内容并办理").click()
    page.get_by_label("通过", exact=True).check()
    page.get_by_role("button", name="提交决定").click()

    expect(page.locator("#pane-h")).to_have_text(waiting[1].title)
    expect(page.locator("body")).to_contain_text("已通过")


def test_another_hat_has_another_inbox(visit, waiting):
    page = enter(visit)
    expect(page.locator(".todo li")).to_have_count(3)

    page.get_by_role("link", name="换身份").click()
    page.get_by_role("button", name="郑州市").click()
    page.wait_for_url(lambda url: "/hats/" not in url)
    page.goto("/desk/inbox/")

    expect(page.get_by_text("没有等你办的事")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look['width']}-{look['theme']}")
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit, make, waiting, look):
    now = datetime.now(UTC)  # noqa: TID251 - pages ask the clock
    due = make.obligation(place=make.place("薛店镇"), hours=30, now=now)
    page = enter(visit, **look)
    case = Case.objects.get(subject_id=str(waiting[0].pk))
    pages = (
        "/desk/",
        "/desk/inbox/",
        f"/desk/inbox/?open={case.pk}",
        f"/desk/inbox/pass/?picked={case.pk}",
        "/desk/done/",
        "/desk/dues/",
        f"/desk/dues/{due.pk}/",
    )

    found = {}
    for path in pages:
        page.goto(path, wait_until="networkidle")
        pictured(page, path, look)
        found[path] = [*faults_of(page), *([f"{too_wide(page)} px"] if too_wide(page) > 0 else [])]

    assert {path: faults for path, faults in found.items() if faults} == {}
