"""The Henan call as its people live it, in real browsers: the second half, from the operator on.

What ``henan.first_half`` handed in is released, found, played, taken home, and taken back.
"""

import json
import re
from pathlib import Path
from urllib.parse import quote

import av
import feedparser
from playwright.sync_api import Page, expect

from kepu.library.models import Item
from kepu.media.models import Kind, Rendition
from make.running import until

TERM, TITLE, FILM = "打雷", "打雷时怎么办（视频类）", "好.mp4"
PLAYS = "async film => { film.muted = true; await film.play(); }"


def release(page: Page, name: str, count: int) -> None:
    """Gather all that passed, look at one page as it will be, release the whole batch."""
    page.goto("/library/pushes/")
    page.get_by_role("link", name="新建批次").first.click()
    page.get_by_label("批次名称").fill(name)
    page.get_by_role("button", name="用勾选的建一批").click()
    row = page.get_by_role("row").filter(has_text=TITLE)
    row.get_by_role("link", name="看样子").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("只有你看得到")).to_be_visible()
    page.get_by_role("link", name=f"回到{name}").click()
    page.get_by_role("button", name=f"推送入库 {count} 件").click()
    expect(page.get_by_role("link", name="看资源页")).to_have_count(count)


def find(page: Page, count: int) -> None:
    """Search two characters on the home, narrow to films, open the one."""
    page.goto("/")
    page.locator("#q").fill(TERM)
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("article.card")).to_have_count(count)
    expect(page.locator("mark").first).to_have_text(TERM)
    page.get_by_role("navigation", name="筛选").get_by_role("link", name="视频").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def play(page: Page) -> None:
    """Play the film, and jump to its second half."""
    film = page.locator("video[controls]")
    film.evaluate(PLAYS)
    expect(film).not_to_have_js_property("currentTime", 0)
    film.evaluate("film => { film.currentTime = film.duration / 2 }")
    expect(film).to_have_js_property("seeking", False)


def take_home(page: Page, into: Path) -> tuple[Path, Path]:
    """Download the small film and the source file as they are offered."""
    taken = []
    for name in ("标清", "源文件"):
        with page.expect_download() as coming:
            page.get_by_role("link", name=re.compile(rf"^下载\s*{name}$")).click()
        path = into / coming.value.suggested_filename
        coming.value.save_as(path)
        taken.append(path)
    return taken[0], taken[1]


def height_of(path: Path) -> int:
    with av.open(path) as film:
        return film.streams.video[0].height


def take_back(page: Page, count: int) -> None:
    """Take the whole batch back, with a reason."""
    page.get_by_text("撤回这一批", exact=True).click()
    page.get_by_label("原因").fill("版权有争议")
    page.get_by_role("button", name=f"撤回 {count} 件").click()
    expect(page.get_by_role("cell").filter(has_text="已下架")).to_have_count(count)


def titles_told(page: Page) -> dict[str, set[str]]:
    """List the titles that search, list, feed and API tell, each as its reader would ask."""
    told: dict[str, set[str]] = {}
    for place, address in (("search", f"/library/?q={quote(TERM)}"), ("list", "/library/")):
        page.goto(address)
        told[place] = set(page.locator("article.card h2").all_inner_texts())
    feed = feedparser.parse(page.request.get("/library/feed.xml").body())
    told["feed"] = {entry.title for entry in feed.entries}
    answer = json.loads(page.request.get(f"/api/v1/items?q={quote(TERM)}").body())
    told["api"] = {one["title"] for one in answer["items"]}
    return told


def wait_for_the_small_film() -> None:
    until(lambda: Rendition.objects.filter(kind=Kind.FILM_480).exists(), 60)


def page_of_the_film() -> str:
    return Item.objects.get(title=TITLE).get_absolute_url()
