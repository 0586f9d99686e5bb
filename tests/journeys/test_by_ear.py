"""The way of a work as a screen reader tells it: roles, names, descriptions, live regions."""

import pytest
from playwright.sync_api import expect

from kepu.access.queries import actor_of
from kepu.cases.actions import Answer, decide
from kepu.cases.queries import case_of
from make.browser import log_in

pytestmark = pytest.mark.django_db(transaction=True)
DECISION = """
- region "你的决定":
  - heading "你的决定" [level=3]
  - group "结论":
    - radio "通过"
    - radio "退回修改"
    - radio "不通过"
  - status: 0 / 300 字
  - textbox /给报送单位的话/
- button "提交决定"
"""


@pytest.fixture
def hat(make):
    make.campaign()
    return make.appointment("clerk", over=make.org())


@pytest.fixture
def coarse(make, hat):
    """Begin a work whose picture has 72 dpi."""
    work = make.work("draft", by=actor_of(hat), org=hat.org)
    blob = make.blob(make.jpg(3508, 2480, dpi=72), by=actor_of(hat))
    make.attached(work, blob, by=actor_of(hat), name="粗.jpg")
    return make.judged(work)


def test_a_clerk_hears_what_became_of_a_file(visit, hat, coarse):
    page = log_in(visit("/accounts/login/"), hat, f"/works/{coarse.pk}/edit/")

    expect(page.get_by_role("heading", name="新建报送", level=1)).to_be_visible()
    row = page.get_by_role("list", name="图片文件").get_by_role("listitem")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("文件写明 72 DPI，低于 300 DPI")
    expect(row.get_by_role("link", name="粗.jpg")).to_be_visible()
    expect(row.get_by_role("button", name="移除 粗.jpg")).to_be_visible()
    expect(row.get_by_label("替换这一件")).to_be_attached()
    counts = page.get_by_role("status").filter(has_text="1 件（最多 60 件）")
    expect(counts).to_have_text("1 件（最多 60 件）：1 件要换")
    row.get_by_role("button", name="移除").click()
    expect(page.locator("#tally-picture")).to_have_text("还没有文件（最多 60 件）")
    undo = page.get_by_role("button", name="撤销移除 粗.jpg")
    expect(undo).to_be_focused()
    undo.press("Enter")
    expect(row.get_by_role("link", name="粗.jpg")).to_be_visible()
    expect(undo).to_have_count(0)


def test_a_clerk_hears_saving_counting_and_what_is_missing(visit, hat, coarse):
    page = log_in(visit("/accounts/login/"), hat, f"/works/{coarse.pk}/edit/")

    page.get_by_label("资源名称").fill("雷雨")
    expect(page.get_by_role("status").filter(has_text="2 / 80 字")).to_be_visible()
    year = page.get_by_label("完成年份")
    year.fill("21")
    expect(page.get_by_role("status").filter(has_text="草稿已保存")).to_be_visible()
    expect(year).to_have_attribute("aria-invalid", "true")
    expect(year).to_have_accessible_description(
        "依据：通知四（三）2 完成年份写成了“21”。写四位数字的年份，如 2021"
    )
    year.fill("2021")
    expect(year).not_to_have_attribute("aria-invalid", "true")
    send = page.locator("#waiting").get_by_role("button", name="报送")
    expect(send).to_have_attribute("aria-disabled", "true")
    assert "还没选细类" in page.get_by_role("list").filter(has_text="还没选细类").inner_text()
    page.get_by_role("link", name="去选").click()
    expect(page.get_by_role("group", name="细类")).to_be_in_viewport()


@pytest.mark.parametrize("duty", ["officer", "expert"])
def test_who_decides_hears_the_choices(visit, make, hat, now, duty):
    officer = make.appointment("officer", over=make.place("新郑市"))
    work = make.judged(make.work(by=actor_of(hat), org=hat.org))
    judge = officer
    if duty == "expert":
        judge = make.appointment("expert", over=work.campaign)
        case = case_of("work", work.pk)
        decided = Answer(outcome="let_pass", turn=case.turn)
        decide(case.pk, decided, by=actor_of(officer), now=now)
    page = log_in(visit("/accounts/login/", width=390), judge, f"/works/{work.pk}/review/")

    expect(page.locator("form[data-decide]")).to_match_aria_snapshot(DECISION)
    page.get_by_role("radio", name="退回修改").check(force=True)
    page.get_by_role("group", name="请对方改哪几项").get_by_label("内容简介").check()
    expect(page.get_by_role("button", name="退回 1 项")).to_be_visible()
