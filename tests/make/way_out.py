"""The way out, in real browsers: released, found, played, taken home by a villager, taken back."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import av
import feedparser
from playwright.sync_api import Page, expect

from kepu.cases.models import Case
from kepu.library.models import Item
from kepu.media.models import Kind, Rendition
from kepu.submissions import actions as submissions
from kepu.submissions.actions import Brought, Draft
from kepu.submissions.models import Work
from make.access import actor
from make.campaigns import campaign as a_campaign
from make.library import let_pass
from make.media import blob as a_blob
from make.moments import NOON
from make.orgs import org as an_org
from make.running import until
from make.submissions import ANSWERS
from make.submissions import work as a_work

TERM, TITLE = "打雷", "打雷时怎么办"
SOON = 30_000  # milliseconds: the worker may be at something else
PLAYS = "async film => { film.muted = true; await film.play(); }"


def two_that_pass(film: Path) -> list[Work]:
    """Hand in a film and a picture; the worker looks at them, the county and an expert pass."""
    campaign, org = a_campaign(), an_org()
    clerk = actor("clerk", over=org)
    seats = actor("officer", over=org.place), actor("expert", over=campaign)
    made = submissions.start(campaign, "video", org=org, by=clerk, now=NOON)
    brought = Brought(blob=a_blob(film.read_bytes(), film.name, by=clerk), name=film.name)
    submissions.attach(made.pk, "film", brought, by=clerk, now=NOON)
    draft = Draft(subtype="micro-film", fields=ANSWERS | {"title": TITLE})
    made = submissions.save(made.pk, draft, seen=0, by=clerk, now=NOON)
    works = [submissions.submit(made.pk, by=clerk, now=NOON), a_work(campaign=campaign, org=org)]
    by_hand = Case.objects.filter(state="waiting", at__gt=0)
    until(lambda: by_hand.count() == len(works), 60)
    return [let_pass(work, *seats) for work in works]


def release(page: Page, name: str, count: int) -> None:
    """Gather all that passed, look at one page as it will be, release the whole batch."""
    page.goto("/library/pushes/")
    page.get_by_role("link", name="新建批次").first.click()
    page.get_by_label("批次名称").fill(name)
    page.get_by_role("button", name="建好这一批").click()
    row = page.get_by_role("row").filter(has_text=TITLE)
    row.get_by_role("link", name="看样子").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("只有你看得到")).to_be_visible()
    page.get_by_role("link", name=f"回到{name}").click()
    page.get_by_role("button", name=f"推送入库 {count} 件").click()
    expect(page.get_by_role("link", name="在架")).to_have_count(count)


def find(page: Page, count: int) -> None:
    """Search two characters on the home of a phone, narrow to films, open the one."""
    page.goto("/")
    page.locator("#q").fill(TERM)
    page.get_by_role("button", name="搜索").click()
    expect(page.locator("article.card")).to_have_count(count)
    expect(page.locator("mark").first).to_have_text(TERM)
    page.get_by_role("navigation", name="筛选").get_by_role("link", name="视频").click()
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def play(page: Page) -> None:
    """Play the film, jump to its second half, and listen faster."""
    film = page.locator("video")
    film.evaluate(PLAYS)
    expect(film).not_to_have_js_property("currentTime", 0, timeout=SOON)
    film.evaluate("film => { film.currentTime = film.duration / 2 }")
    expect(film).to_have_js_property("seeking", False, timeout=SOON)
    page.get_by_role("button", name="1.5 倍速").click()
    assert film.evaluate("film => film.playbackRate") == 1.5


def take_home(page: Page, into: Path) -> tuple[Path, Path]:
    """Download the small film and the source file as they are offered."""
    taken = []
    for name in ("标清", "源文件"):
        with page.expect_download(timeout=SOON) as coming:
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
    expect(page.get_by_role("link", name="已下架")).to_have_count(count)


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
