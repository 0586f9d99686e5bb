"""A clerk hands in thirty works at once: chosen, sorted, sent, left in the middle, handed in."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kepu.core import xlsx
from kepu.submissions.models import Batch, Work
from make.browser import faults_of, log_in, too_wide
from make.campaigns import QUOTA_OF_3

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("KEPU_SHOTS", "")
MANY = 30


@pytest.fixture
def hat(make):
    old, new = QUOTA_OF_3
    make.campaign((old, new.replace("at_most = 3", "at_most = 30")))
    return make.appointment("clerk", over=make.org())


@pytest.fixture
def folder(make, tmp_path):
    """Lay out thirty pictures, of which two have 72 dpi, and a note that is no picture."""
    for n in range(1, MANY + 1):
        picture = make.jpg(800, 600, dpi=72 if n in {7, 8} else 300)
        (tmp_path / f"{n:02}-防雷挂图{'甲乙丙'[n % 3]}{n}.jpg").write_bytes(picture)
    (tmp_path / "说明.txt").write_text("这一批是防雷挂图。")
    return tmp_path


def shot(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def looked_at(page, name):
    """See that a page is whole for everybody, on a telephone and on a desk."""
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"{name}-{width}")
        assert faults_of(page) == []
        assert too_wide(page) <= 0


def choose(page, files):
    page.locator("input[name=files]").set_input_files(files)
    return page.get_by_role("button", name="开始上传")


def fill_in_what_all_share(page):
    page.locator("label", has_text="科普挂图").click()
    page.locator("label", has_text="应急避险").click()
    page.get_by_label("完成年份").fill("2021")
    page.get_by_text("合法版权", exact=True).click()
    page.get_by_label("版权单位").fill("新郑市科学技术协会")
    page.get_by_label("内容简介").fill("防雷挂图，一张讲一件事。")
    for box in page.locator("#promise input").all():
        box.check()


def send_twelve_and_leave(page, files):
    """Choose the files, see how they are sorted, begin, and close the window in the middle."""
    begin = choose(page, files)
    expect(page.get_by_text("要建 30 件草稿")).to_be_visible()
    expect(page.get_by_text("“说明.txt”不是 JPG，不收")).to_be_visible()
    looked_at(page, "many-plan")
    page.route("**/works/batches/**", through(12))
    begin.click()
    says = "已传 12 / 30 个文件。网络断了，连上以后接着传"
    expect(page.locator("#far")).to_have_text(says)
    page.close(run_before_unload=False)


def fill_in_the_table(page):
    """Bring the table back with a good cell and a bad one: see both, write the good one."""
    page.get_by_role("link", name="填好的传回来").click()
    rows = [["文件名", "作者", "完成年份"], ["01-防雷挂图乙1.jpg", "科普部", "去年"]]
    with xlsx.write("统计表", rows[0], rows[1:]) as book:
        sheet = {"name": "统计表.xlsx", "mimeType": xlsx.TYPE, "buffer": book.read()}
    page.get_by_label("填好的统计表").set_input_files(sheet)
    page.get_by_role("button", name="看看会改哪些").click()
    expect(page.get_by_text("完成年份写成了“去年”")).to_be_visible()
    looked_at(page, "many-filled")
    page.get_by_role("button", name="写入 1 件草稿").click()
    expect(page.get_by_text("统计表已写入 1 件草稿")).to_be_visible()


def give_one_up_and_find_it_again(page):
    page.get_by_role("button", name="丢弃草稿：防雷挂图乙7").click()
    expect(page.get_by_text("“防雷挂图乙7”已丢弃")).to_be_visible()
    page.goto(page.url.partition("/works/")[0] + "/works/?state=discarded")
    looked_at(page, "discarded-list")
    page.get_by_role("link", name="防雷挂图乙7").click()
    expect(page.get_by_text("这份草稿丢弃了")).to_be_visible()
    looked_at(page, "discarded")
    page.get_by_role("button", name="找回草稿").click()
    expect(page.get_by_text("“防雷挂图乙7”已找回")).to_be_visible()


def begin_a_batch(page):
    looked_at(page, "many-begin")
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/batches/**")
    fill_in_what_all_share(page)


def test_thirty_works_are_made_in_two_sittings_and_handed_in(visit, hat, folder):
    files = sorted(folder.iterdir())
    page = visit("/accounts/login/", forgive="ERR_FAILED")
    log_in(page, hat, "/works/many/henan-resources-2022/")
    begin_a_batch(page)
    send_twelve_and_leave(page, files)

    page = visit("/accounts/login/")
    log_in(page, hat, Batch.objects.get().get_absolute_url())
    expect(page.get_by_text("这一批有 12 件草稿")).to_be_visible()
    begin = choose(page, files)
    expect(page.get_by_text("12 个文件已经在这一批里，不再传")).to_be_visible()
    begin.click()
    expect(page.get_by_text("传完了 18 / 18 个文件")).to_be_visible()
    looked_at(page, "many-sent")

    page.get_by_role("link", name="核对并报送").click()
    looked_at(page, "many-drafts")
    fill_in_the_table(page)
    page.get_by_role("button", name="报送全部可以报送的 28 件").press("Enter")
    expect(page.get_by_text("报送了 28 件。")).to_be_visible()
    expect(page.locator("#done li")).to_have_count(28)
    looked_at(page, "many-results")
    page.get_by_role("link", name="看还没报送的草稿").click()
    expect(page.get_by_role("link", name="印刷精度不合要求")).to_have_count(2)
    assert Work.objects.exclude(number="").count() == MANY - 2
    give_one_up_and_find_it_again(page)


def through(count):
    """Let so many requests through; then the line is cut, and nothing more arrives."""
    passed = []

    def one(route):
        passed.append(route)
        route.continue_() if len(passed) <= count else route.abort()

    return one
