"""What is being looked at and made is seen on the page, changes by itself, and is told once."""

import os
from pathlib import Path

import pytest
from django.conf import settings as now_set
from django.test import Client

from kepu.access.queries import actor_of
from kepu.checks import actions as checks
from kepu.checks.queries import waiting_for
from kepu.core.actor import Actor
from kepu.core.home import Home
from kepu.media import actions
from kepu.media.models import Blob
from kepu.submissions.models import Work
from make import files, storage
from make.browser import as_reader, faults_of, too_wide
from make.web import web

MEDIA = Actor.machine("media")
SEEK = """async (one) => {
    const happens = (what) => new Promise((done) => one.addEventListener(what, done));
    if (!one.readyState) await happens("loadedmetadata");
    one.currentTime = 2;
    await happens("seeked");
    return one.currentTime;
}"""
SHOTS = os.environ.get("KEPU_SHOTS", "")


@pytest.fixture
def site(settings, tmp_path, transactional_db, monkeypatch):
    """Serve the database of the test, files in an S3 store; the jobs are done one by one."""
    settings.HOME = Home(tmp_path / "home")
    with storage.served_store() as endpoint:
        settings.STORAGE_URL = storage.Store(endpoint, "kepu-files").url
        monkeypatch.setenv("KEPU_STORAGE_URL", settings.STORAGE_URL)
        with web(settings.HOME.root, static=True) as site:
            yield site


@pytest.fixture
def enter(chromium, site):
    """Open pages as the holder of an appointment, with scripts or without."""
    contexts = []

    def open_page(hat, path, *, scripts=True):
        context = as_reader(chromium, site.url, scripts=scripts)
        contexts.append(context)
        client = Client()
        client.force_login(hat.person)
        session = client.cookies[now_set.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": session.key, "value": session.value, "url": site.url}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def shot(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def looked_at(now):
    """Do what the jobs of looking do."""
    for blob in Blob.objects.filter(made_as=None):
        for tier in ("scan", "read", "play"):
            actions.measure(blob, tier, by=MEDIA, now=now)
        for judgement in waiting_for(blob.pk):
            checks.judge(judgement.pk, by=Actor.machine("checks"), now=now)


def made(now):
    """Do what the jobs of making do."""
    for blob in Blob.objects.filter(made_as=None):
        for deed in (actions.render, actions.typeset, actions.reel):
            deed(blob, by=MEDIA, now=now)


def brought(page, path):
    """Bring a picture to a new work by its form."""
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/edit/")
    page.locator("input[name=file-picture]").set_input_files(path)


def handed_in(by, make, folder):
    """Hand the work in with an article and a sound beside the picture."""
    work = Work.objects.get()
    for name, path in (
        ("稿.docx", files.article(folder / "a.docx", picture=make.jpg(900, 600))),
        ("讲.wav", files.tone(folder / "a.wav", seconds=3)),
    ):
        make.attached(work, make.blob(path.read_bytes(), name, by=by), name=name, by=by)
    Work.objects.update(state="handed_in", submitted_at=make.NOON, number="HN-1", title="打雷")
    return work


@pytest.fixture
def hats(site, make):
    make.campaign()
    org = make.org()
    return make.appointment("clerk", over=org), make.appointment("officer", over=org.place)


def test_a_clerk_sees_what_is_going_on_and_an_officer_reads_and_listens(
    enter, hats, make, now, tmp_path
):
    clerk, officer = hats
    (tmp_path / "雷.jpg").write_bytes(make.jpg(2000, 1500, dpi=300))
    page = enter(clerk, "/works/new/henan-resources-2022/")
    brought(page, tmp_path / "雷.jpg")
    row = page.locator("#list-picture .up")
    row.get_by_text("正在细看内容，正在读文字，等着做预览图").wait_for()
    shot(page, "going-edit-1440")
    assert faults_of(page) == []
    plain = enter(clerk, page.url, scripts=False)
    assert plain.locator(".up noscript").inner_text() == "（刷新可见）"
    looked_at(now)
    row.get_by_text("等着做预览图", exact=True).wait_for()
    made(now)
    page.locator("#news").get_by_text("“雷.jpg”检查完了").wait_for()
    assert row.locator("img").evaluate("one => one.decode().then(() => one.naturalWidth)") == 320

    work = handed_in(actor_of(clerk), make, tmp_path)
    seen = enter(officer, f"/works/{work.pk}/review/")
    seen.locator("#going").get_by_text("讲.wav：").wait_for()
    shot(seen, "going-review-1440")
    assert faults_of(seen) == []
    looked_at(now)
    made(now)
    seen.locator("#done").get_by_text("检查和制作都做完了").wait_for()

    seen.reload()
    reads_and_listens(seen)


def reads_and_listens(page):
    """Read the article in the page with its picture, and seek in the sound."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    page.get_by_role("heading", name="打雷时怎么办", level=3).wait_for()
    assert page.get_by_alt_text("插图").evaluate("one => one.decode().then(() => one.naturalWidth)")
    assert page.locator("audio").evaluate(SEEK) == 2
    assert "sound-96" in page.locator("audio").get_attribute("src")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        shot(page, f"read-{width}")
        assert (faults_of(page), too_wide(page)) == ([], 0)
