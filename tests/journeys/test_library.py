"""The library in a browser: released, found, played, taken home, taken back; for every reader."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from kepu.library import actions
from kepu.media.models import Kind, Rendition
from make import files, way_out
from make.browser import as_reader, faults_of, too_wide

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
    assert page.url.endswith("?n=3")
    page.keyboard.press("ArrowRight")
    expect(at).to_have_text("3 / 3")
    page.get_by_role("button", name="放大").click()
    expect(page.locator(".sheet-img")).to_have_attribute("src", re.compile("/3/show/$"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="放大")).to_have_attribute("aria-pressed", "false")


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

    assert faults == []


@pytest.fixture
def phones(chromium, site):
    """Give a villager's phones without an account: one without scripts for reading, one with."""
    readers = [as_reader(chromium, site.url, width=390, scripts=on) for on in (False, True)]
    yield [reader.new_page() for reader in readers]
    for reader in readers:
        reader.close()


def test_what_is_released_is_found_played_and_taken_home_until_it_is_taken_back(
    site, enter, make, phones, tmp_path
):
    film = files.film(tmp_path / "好.mp4", size=(1280, 720), sound=True)
    works = way_out.two_that_pass(film)
    operator = enter(make.appointment("operator", over=works[0].campaign))
    reading, playing = phones
    way_out.wait_for_the_small_film()

    way_out.release(operator, "第一批", len(works))
    way_out.find(reading, len(works))
    small, source = way_out.take_home(reading, tmp_path / "home")
    assert sha256(source) == sha256(film)
    assert (source.name, small.name) == ("好.mp4", "好（标清）.mp4")
    assert way_out.height_of(small) <= 480
    way_out.find(playing, len(works))
    way_out.play(playing)
    told = way_out.titles_told(reading)
    assert {len(titles) for titles in told.values()} == {len(works)}

    way_out.take_back(operator, len(works))

    assert set(map(len, way_out.titles_told(reading).values())) == {0}
    assert reading.goto(way_out.page_of_the_film()).status == 410
    assert "已经下架" in reading.get_by_role("heading", level=1).inner_text()


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
