"""A clerk hands a picture in, in a real browser: wrong files are refused with value and clause."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kepu.access.queries import actor_of
from kepu.cases.actions import Answer, decide
from kepu.cases.queries import case_of
from kepu.submissions import queries
from kepu.submissions.life import State
from kepu.submissions.models import Work
from make.browser import faults_of, log_in, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("KEPU_SHOTS", "")


def shot(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.fixture
def hat(make):
    make.campaign()
    return make.appointment("clerk", over=make.org())


@pytest.fixture
def files(make, tmp_path):
    """Put three pictures on the clerk's disk: one good, one of 72 dpi, one PNG named .jpg."""
    good, coarse, false = (tmp_path / name for name in ("好.jpg", "粗.jpg", "假.jpg"))
    good.write_bytes(make.jpg(3508, 2480, dpi=300))
    coarse.write_bytes(make.jpg(dpi=72))
    false.write_bytes(make.png())
    return good, coarse, false


def saved_times(page, count):
    page.locator(f"[name=edits][value='{count}']").wait_for(state="attached")


def fill_in(page):
    page.get_by_label("科普挂图").check(force=True)
    page.get_by_label("资源名称").fill("打雷时，你站的地方安全吗")
    page.get_by_label("应急避险").check(force=True)
    page.get_by_label("完成年份").fill("2021")
    page.get_by_role("radio", name="合法版权").check(force=True)
    page.get_by_label("版权单位").fill("新郑市科学技术协会")
    page.get_by_label("内容简介").fill("讲清打雷时在田里、水边、家里该怎么做。")
    for promise in page.locator("#promise input").all():
        promise.check()


def test_wrong_files_are_refused_with_value_demand_and_clause(visit, hat, files):
    _, coarse, false = files
    page = visit("/accounts/login/")
    log_in(page, hat, "/works/new/henan-resources-2022/")
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/edit/")

    page.locator("input[name=file-picture]").set_input_files([coarse, false])

    rows = page.locator("#list-picture .up")
    rows.filter(has_text="粗.jpg").get_by_text("文件写明 72 DPI，低于 300 DPI").wait_for()
    rows.filter(has_text="假.jpg").get_by_text("格式 PNG，文件名却是 .jpg").first.wait_for()
    shot(page, "edit-refused-1440")
    assert rows.get_by_text("依据：通知四（二）4").count() >= 2
    assert page.locator("#waiting button").get_attribute("aria-disabled") == "true"
    assert faults_of(page) == []


def test_a_clerk_hands_in_a_picture(visit, hat, files):
    good, coarse, _ = files
    page = visit("/campaigns/henan-resources-2022/")
    page.get_by_role("link", name="我要报送").click()
    log_in(page, hat, "/works/new/henan-resources-2022/")
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/edit/")
    page.locator("input[name=file-picture]").set_input_files([coarse])
    page.locator("#list-picture input[type=file]").set_input_files([good])
    page.locator("#waiting").get_by_text("图片文件：1 件可以报送").wait_for()

    fill_in(page)
    page.locator("#waiting").get_by_text("可以报送了").wait_for()
    shot(page, "edit-ready-1440")
    page.locator("#waiting").get_by_role("button", name="报送").click()

    page.wait_for_url("**/works/*/")
    page.get_by_text("HN-").first.wait_for()
    shot(page, "work-1440")
    work = Work.objects.get()
    assert work.number.endswith("-000001")
    assert [(file.name, file.version) for file in queries.files_of(work)] == [("好.jpg", 2)]


def test_what_is_typed_is_saved_by_itself_and_survives_a_log_out(visit, hat):
    page = visit("/accounts/login/")
    log_in(page, hat, "/works/new/henan-resources-2022/")
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/edit/")
    page.get_by_label("资源名称").fill("雷雨")
    saved_times(page, 1)
    page.context.clear_cookies(name="sessionid")

    page.get_by_label("资源名称").fill("雷雨来临前")
    page.get_by_role("link", name="去登录").click()
    log_in(page, hat, page.url.partition("next=")[2].replace("%2F", "/"))

    saved_times(page, 2)
    assert Work.objects.get().title == "雷雨来临前"


def test_two_windows_on_one_draft_lose_nothing(visit, hat):
    first = visit("/accounts/login/")
    log_in(first, hat, "/works/new/henan-resources-2022/")
    first.get_by_role("button", name="图片类").click()
    first.wait_for_url("**/edit/")
    second = first.context.new_page()
    second.goto(first.url)

    first.get_by_label("资源名称").fill("第一窗")
    saved_times(first, 1)
    second.get_by_label("资源名称").fill("第二窗")
    second.get_by_text("已保存的是：资源名称：第一窗").wait_for()

    assert second.get_by_label("资源名称").input_value() == "第二窗"
    assert Work.objects.get().title == "第一窗"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_campaign_page_is_accessible(visit, hat, width, theme):
    page = visit("/campaigns/henan-resources-2022/", width=width, theme=theme)
    shot(page, f"campaign-{theme}-{width}")

    assert faults_of(page) == []
    assert too_wide(page) <= 0


@pytest.mark.parametrize("width", [390, 1440])
def test_the_review_page_is_accessible_and_leads_to_the_next(visit, make, hat, width):
    officer = make.appointment("officer", over=make.place("新郑市"))
    work, after = (make.judged(make.work(by=actor_of(hat), org=hat.org)) for _ in range(2))
    page = visit("/accounts/login/", width=width)
    log_in(page, officer, f"/works/{work.pk}/review/")
    shot(page, f"review-{width}")
    assert faults_of(page) == []
    assert too_wide(page) <= 0

    page.get_by_role("radio", name="退回修改").check(force=True)
    page.get_by_label("内容简介").check()
    page.get_by_label("给报送单位的话").fill("请写明给谁看")
    page.locator("[data-says]").click()

    page.wait_for_url("**/desk/inbox/?open=*")
    expect(page.get_by_role("main")).to_contain_text(after.title)
    assert Work.objects.get(pk=work.pk).open_items == ["abstract"]


@pytest.mark.parametrize("width", [390, 1440])
def test_the_expert_judges_in_three_panes_by_keyboard(visit, make, hat, now, width):
    officer = make.actor("officer", over=make.place("新郑市"))
    work, after = (make.work(by=actor_of(hat), org=hat.org) for _ in range(2))
    expert = make.appointment("expert", over=work.campaign)
    for one in (work, after):
        case = case_of("work", make.judged(one).pk)
        decide(case.pk, Answer(outcome="let_pass", turn=case.turn), by=officer, now=now)
    page = visit("/accounts/login/", width=width)
    log_in(page, expert, f"/works/{work.pk}/review/")
    shot(page, f"judging-{width}")
    assert faults_of(page) == []
    assert too_wide(page) <= 0

    page.keyboard.press("1")
    page.keyboard.press("Control+Enter")

    page.wait_for_url(f"**/works/{after.pk}/review/")
    assert Work.objects.get(pk=work.pk).state == State.PASSED


@pytest.mark.parametrize("width", [390, 1440])
def test_the_own_pages_are_accessible(visit, make, hat, width):

    by = actor_of(hat)
    work = make.judged(make.work(by=by, org=hat.org))
    draft = make.work("ready", by=by, org=hat.org)
    page = visit("/accounts/login/", width=width)
    log_in(page, hat, "/works/")

    for path in ("", "new/henan-resources-2022/", f"{draft.pk}/edit/", f"{work.pk}/"):
        page.goto(f"/works/{path}")
        shot(page, f"works-{path.strip('/').replace('/', '-')[-12:]}-{width}")
        assert faults_of(page) == []
        assert too_wide(page) <= 0


def test_without_script_the_pages_can_be_read_and_sent(visit, make, hat):

    work = make.work("ready", by=actor_of(hat), org=hat.org)
    page = visit("/accounts/login/", scripts=False)
    log_in(page, hat, f"/works/{work.pk}/edit/")

    page.locator("#waiting").get_by_role("button", name="报送").click()

    page.wait_for_url(f"**/works/{work.pk}/")
    assert Work.objects.get().number
