"""The style guide as readers meet it: by phone, at a desk, in the dark, in large letters."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from kepu.look import samples
from make.browser import faults_of, too_wide

PAGES = [f"/styleguide/{page}/" for page in samples.PAGES]
PLAN = settings.FRAME
NAVIGATION = {settings.LOGIN_URL, *(entry.url for entry in (*PLAN.nav, *PLAN.tabs, *PLAN.foot))}
LOOKS = {
    "phone": {"width": 390},
    "desk": {"width": 1440},
    "dark phone": {"width": 390, "theme": "dark"},
    "dark desk": {"width": 1440, "theme": "dark"},
    "large phone": {"width": 390, "text": "large"},
}


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(visit, look):
    page = visit("/styleguide/", **LOOKS[look])

    faults = {path: faults_of(page) for path in PAGES if page.goto(path)}

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("width", [360, 768, 1024, 1920])
def test_no_page_scrolls_sideways(visit, width):
    page = visit("/styleguide/", width=width)

    wide = {path: too_wide(page) for path in PAGES if page.goto(path)}

    assert not any(wide.values()), wide


def test_not_even_on_a_small_phone_in_large_letters(visit):
    page = visit("/styleguide/", width=360, text="large")

    wide = {path: too_wide(page) for path in PAGES if page.goto(path)}

    assert not any(wide.values()), wide


def test_large_letters_and_dark_without_scripts(visit):
    page = visit("/styleguide/", scripts=False)

    with page.expect_navigation():
        page.get_by_role("button", name="大字").click()
    with page.expect_navigation():
        page.get_by_role("button", name="深色").click()

    html = page.locator("html")
    expect(html).to_have_attribute("data-text", "large")
    expect(html).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/styleguide/")


def test_large_letters_with_scripts_stay_on_the_page_and_in_the_next(visit):
    page = visit("/styleguide/")
    page.evaluate("window.stayed = true")

    page.get_by_role("button", name="大字").click()

    expect(page.locator("html")).to_have_css("font-size", "20px")
    assert page.evaluate("window.stayed")
    page.goto("/styleguide/forms/")
    expect(page.locator("html")).to_have_attribute("data-text", "large")
    page.get_by_role("button", name="大字").click()
    expect(page.locator("html")).not_to_have_attribute("data-text", "large")


def test_characters_are_counted_while_writing(visit):
    page = visit("/styleguide/forms/")

    page.locator("#blank_title").fill("打雷时，你站的地方安全吗")

    expect(page.locator('output[for="blank_title"]')).to_have_text("12 / 40 字")


def test_a_dialog_opens_takes_the_focus_and_closes(visit):
    page = visit("/styleguide/")

    page.get_by_role("button", name="打开对话框").click()
    dialog = page.get_by_role("dialog", name="通过这 2 件作品")
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="再看看").click()

    expect(dialog).not_to_be_visible()


def test_copying_says_so(visit):
    page = visit("/styleguide/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    page.get_by_role("button", name="复制", exact=True).click()

    page.get_by_text("已复制，可以去粘贴了").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://kepu.example.org/"


def test_htmx_is_set_up_for_the_strict_policy(visit):
    page = visit("/styleguide/")

    config = page.evaluate("htmx.config")

    assert config["includeIndicatorCSS"] is False
    assert config["noSwap"] == [204, 304, 403, 404, "5xx"]


def test_a_part_that_does_not_come_is_said_aloud(visit):
    page = visit("/styleguide/", forgive="404")

    page.evaluate("htmx.ajax('GET', '/nowhere/', {target: '#main'})")

    page.get_by_text("没有找到要办的这一件").wait_for()
    assert page.get_by_role("heading", name="样式册").is_visible()


def test_a_picture_that_does_not_come_is_replaced_by_a_drawn_one(visit):
    page = visit("/styleguide/lists/", forgive="404")

    page.evaluate(
        """document.querySelector(".cover").insertAdjacentHTML(
            "beforeend",
            '<img src="/nowhere.jpg" data-drawn="/covers/1/storm-1-0.svg" alt="" id="lost">')"""
    )

    expect(page.locator("#lost")).not_to_have_js_property("naturalWidth", 0)


def test_every_page_of_the_navigation_reads_without_scripts(visit):
    page = visit("/", width=360, scripts=False)

    for path in sorted(NAVIGATION):
        page.goto(path)
        assert page.get_by_role("heading", level=1).is_visible(), path
        assert page.locator(".js-only:visible").count() == 0, path
        assert too_wide(page) == 0, path


@pytest.mark.parametrize("look", ["phone", "dark desk"])
def test_axe_finds_nothing_on_the_pages_of_the_navigation(visit, look):
    page = visit("/", **LOOKS[look])

    faults = {path: faults_of(page) for path in sorted(NAVIGATION) if page.goto(path)}

    assert {path: found for path, found in faults.items() if found} == {}


def test_the_keyboard_meets_the_skip_link_first(visit):
    page = visit("/styleguide/")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到主要内容")
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_the_menu_of_the_desk_opens_on_a_phone_without_scripts(visit):
    page = visit("/styleguide/desk/", width=390, scripts=False)
    side = page.get_by_role("navigation", name="工作台导航")
    assert not side.is_visible()

    page.get_by_role("link", name="全部功能").click()

    expect(side).to_be_visible()
