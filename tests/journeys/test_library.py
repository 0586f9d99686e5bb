"""The library in a browser: what is offered, leafed through and heard, for every reader."""

import re

import pytest
from playwright.sync_api import expect

from kepu.library import actions
from kepu.media.models import Kind, Rendition
from make.browser import faults_of, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = ({"width": 390, "text": "large"}, {"width": 1440, "theme": "dark"}, {"width": 360})


@pytest.fixture
def series(make):
    """Shelve three posters of one work, and a film beside them."""
    blobs = [make.blob() for _ in range(3)]
    for blob in blobs:
        Rendition.objects.create(source=blob, kind=Kind.THUMB_320, made=blobs[0])
    make.held("雷雨来临前，身体会给你哪些信号？", make.blob(), shelf="video")
    item = make.held("打雷时，你站的地方安全吗", *blobs, measure="3张")
    actions.tally()
    return item


def test_what_is_offered_while_typing_is_chosen_by_keys(visit, series):
    page = visit("/", forgive="404")
    box = page.get_by_role("combobox", name="搜资源")

    box.press_sequentially("leiyu")
    expect(page.get_by_role("option")).to_contain_text(["雷雨来临前"])
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    box.press_sequentially("l")
    expect(page.get_by_role("option")).to_have_count(1)
    box.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    box.press("Enter")

    page.wait_for_url("**/library/*-*/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("雷雨来临前")


def test_a_series_is_leafed_through_by_keys_and_enlarged(visit, series):
    page = visit(series.get_absolute_url(), forgive="404")
    at = page.locator("[data-at]")

    page.keyboard.press("ArrowRight")
    expect(at).to_have_text("2 / 3")
    page.get_by_role("link", name="下一张").click()
    expect(at).to_have_text("3 / 3")
    expect(page).to_have_url(re.compile(r"\?n=3$"))
    page.keyboard.press("ArrowRight")
    expect(at).to_have_text("3 / 3")
    page.get_by_role("button", name="放大").click()
    expect(page.locator(".sheet-img")).to_have_attribute("src", re.compile("/3/show/$"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="放大")).to_have_attribute("aria-pressed", "false")


def test_the_place_of_a_picture_is_kept_while_it_comes(visit, make):
    item = make.held("打雷时怎么办", make.blob())
    item.files.update(about="JPG · 2480×3508 · 300 DPI")
    page = visit("/", width=390, forgive="ERR_FAILED")
    page.route("**/show/", lambda coming: coming.abort())

    page.goto(item.get_absolute_url())

    picture = page.locator(".sheet-img").bounding_box()
    assert picture["height"] / picture["width"] == pytest.approx(3508 / 2480, rel=0.01)


def test_the_speed_that_was_chosen_stays(visit, series, make):
    film = make.held("雷声", make.blob(), shelf="audio").get_absolute_url()
    page = visit(film, forgive="404")

    page.get_by_role("button", name="1.5 倍速").click()
    page.reload()

    chosen = page.get_by_role("button", name="1.5 倍速")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    assert page.locator("audio").evaluate("sound => sound.playbackRate") == 1.5


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_library_is_sound_for_every_reader(visit, series, look):
    faults = []
    for path in ("/library/?q=雷", "/library/?q=雷鱼", series.get_absolute_url()):
        page = visit(path, forgive="404", **look)
        faults += [(path, fault) for fault in faults_of(page)]
        faults += [(path, "too wide")] * (too_wide(page) > 0)
        faults += [(path, "not at its top")] * (page.evaluate("scrollY") > 0)

    assert faults == []
