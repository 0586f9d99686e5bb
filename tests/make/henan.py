"""The Henan call as its people live it, in real browsers: the first half, up to the expert.

``first_half(stage)`` hands five works in and has them passed; what follows goes on from there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, expect

from kepu.access.models import Appointment
from kepu.cases.models import Case
from kepu.media.models import Upload
from kepu.submissions.models import Work
from kepu.talk.models import Message
from make import files
from make.running import until
from make.web import Web

CALL = "/works/new/henan-resources-2022/"
SMS = (
    "雷雨天气请远离大树、电线杆和水面，不要在空旷处打伞或打电话；在"
    "家关好门窗，拔掉电器插头。有人被雷击倒，先拨打急救电话，再施救。"
)
LARGE = 48 << 20  # bytes: such a film comes piece by piece
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 6 << 20}


@dataclass(frozen=True)
class Kind:
    """One kind of work: what is wrong about the first file, and what is right about the second."""

    label: str
    slot: str
    wrong: str
    says: str
    clause: str
    good: tuple[str, ...]
    subtype: str

    @property
    def title(self) -> str:
        return f"打雷时怎么办（{self.label}）"


KINDS = (
    Kind("视频类", "film", "小.mp4",
         "低于 1280×720", "四（二）1", ("好.mp4",), "科普短片"),
    Kind("文章类", "text", "假.docx",
         "文件名却是 .docx", "四（二）2", ("文章.docx",), "科普文章"),
    Kind("音频类", "sound", "假.mp3",
         "文件名却是 .mp3", "四（二）3", ("声音.mp3",), "科普知识"),
    Kind("图片类", "picture", "粗.jpg",
         "低于 300 DPI", "四（二）4", ("一.jpg", "二.jpg"), "科普挂图"),
)  # fmt: skip


@dataclass
class Stage:
    """Where it plays: the site, the clerk's disk, who holds which duty, how they log in."""

    site: Web
    disk: Path
    cast: dict[str, Appointment]
    enter: Callable[..., Page]
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, duty: str) -> Page:
        """Give the page of who holds a duty; the first time they log in."""
        if duty not in self.pages:
            self.pages[duty] = self.enter(self.cast[duty])
        return self.pages[duty]


def lay_out(disk: Path) -> None:
    """Put real files on the clerk's disk: good ones, and a wrong one of each kind."""
    files.film(disk / "小.mp4", size=(640, 360))
    files.sized(files.film(disk / "好.mp4", size=(1280, 720), sound=True), LARGE)
    files.picture(disk / "假.docx", dpi=300)
    files.word(disk / "文章.docx", "打雷时不要站在树下。" * 30)
    files.picture(disk / "假.mp3", dpi=300)
    files.tone(disk / "声音.mp3", seconds=2)
    files.picture(disk / "粗.jpg", dpi=72)
    for turn, name in enumerate(("一.jpg", "二.jpg"), start=1):
        files.picture(disk / name, size=(3508, 2480), dpi=300, orientation=turn)


def first_half(stage: Stage) -> list[Work]:
    """Go from five works of a hospital, one returned and mended, to all of them passed."""
    clerk, officer = stage.page("clerk"), stage.page("officer")
    for kind in KINDS:
        hand_in_files(stage, kind)
    hand_in_text(clerk)
    works = list(Work.objects.order_by("number"))
    wait_for_the_machines(works)

    send_one_back(officer, works[3])
    mend(clerk)
    wait_for_the_machines(works)
    pass_all(officer, works)
    pass_all(stage.page("expert"), works)
    return list(Work.objects.order_by("number"))


def hand_in_files(stage: Stage, kind: Kind) -> None:
    page = stage.page("clerk")
    begin(page, kind.label)
    chooser = page.locator(f"input[name=file-{kind.slot}]")
    chooser.set_input_files([stage.disk / kind.wrong])
    row = page.locator(f"#list-{kind.slot} .up")
    refused = row.locator(".say.bad", has_text=kind.says)
    expect(refused).to_contain_text(f"依据：通知{kind.clause}")
    expect(page.locator("#waiting button")).to_have_attribute("aria-disabled", "true")
    row.get_by_role("button", name="移除").click()
    expect(row).to_have_count(0)
    chooser = page.locator(f"input[name=file-{kind.slot}]")
    if kind.slot == "film":
        carry_through_a_power_cut(stage, chooser, stage.disk / kind.good[0])
    else:
        chooser.set_input_files([stage.disk / one for one in kind.good])
    expect(page.locator(f"#list-{kind.slot} .up h3 a")).to_have_text(list(kind.good))
    fill_in(page, kind.title, kind.subtype)
    send(page)


def carry_through_a_power_cut(stage: Stage, chooser, film: Path) -> None:
    """Let the server die while a film is on its way; it goes on by itself where it was."""
    network = stage.page("clerk").context.new_cdp_session(stage.page("clerk"))
    network.send("Network.emulateNetworkConditions", SLOW)
    chooser.set_input_files(film)
    under_way = Upload.objects.filter(finished_at=None, offset__gt=0)
    until(under_way.exists, 20)
    network.send("Network.emulateNetworkConditions", SLOW | {"uploadThroughput": 1 << 16})
    page = stage.page("clerk")
    expect(page.locator("#wait-list")).to_contain_text(f"“{film.name}”正在上传")
    stage.site.kill()
    stage.site.start()
    network.send("Network.emulateNetworkConditions", SLOW | {"uploadThroughput": -1})
    network.detach()


def hand_in_text(page: Page) -> None:
    begin(page, "短信")
    text = page.locator("[name=t-text]")
    text.fill(f"{SMS}详见 http://example.org/雷")
    text.blur()
    row = page.locator("#list-text .up")
    expect(row.locator(".say.bad")).to_contain_text("依据：通知四（三）1")
    text.fill(SMS)
    expect(page.locator("output[data-ranges]")).to_contain_text("63 字")
    text.blur()
    expect(row.locator(".say.bad")).to_have_count(0)
    page.get_by_label("防灾减灾日").check(force=True)
    fill_in(page, "打雷时怎么办（短信）", "短信")
    send(page)


def begin(page: Page, label: str) -> None:
    page.goto(CALL)
    page.get_by_role("button", name=label).click()
    page.wait_for_url("**/edit/")


def fill_in(page: Page, title: str, subtype: str) -> None:
    page.get_by_role("radio", name=subtype).check(force=True)
    page.get_by_label("资源名称").fill(title)
    page.get_by_label("应急避险").first.check(force=True)
    page.get_by_label("完成年份").fill("2021")
    page.get_by_role("radio", name="合法版权").check(force=True)
    page.get_by_label("版权单位").fill("新郑市人民医院（测试）")
    page.get_by_label("内容简介").fill("讲清打雷时怎么做。")
    for promise in page.locator("#promise input").all():
        promise.check()


def send(page: Page) -> None:
    waiting = page.locator("#waiting")
    expect(waiting).to_contain_text("可以报送了")
    waiting.get_by_role("button", name="报送").click()
    expect(page.get_by_text("HN-").first).to_be_visible()


def wait_for_the_machines(works: list[Work]) -> None:
    """Wait until the worker has looked at every file to the end and all cases lie with persons."""
    by_hand = Case.objects.filter(state="waiting", at__gt=0)
    until(lambda: by_hand.count() == len(works), 60)


def send_one_back(page: Page, work: Work) -> None:
    page.goto("/desk/inbox/")
    page.get_by_role("link", name=work.title).click()
    page.get_by_role("radio", name="退回修改").check(force=True)
    items = page.locator("[data-items]")
    for item in ("内容简介", "图片文件"):
        items.get_by_label(item).check()
    page.get_by_label("给报送单位的话").fill("写明给谁看，换清楚些的图")
    page.get_by_role("button", name="退回 2 项").click()
    until(Message.objects.exists, 20)


def mend(page: Page) -> None:
    """Read the message, mend the two items, send the work in again; nothing else is open."""
    page.goto("/messages/")
    expect(page.get_by_role("main")).to_contain_text("要改的是：")
    page.get_by_role("button", name="去修改").click()
    page.wait_for_url("**/edit/")
    shut = page.locator("#details input:not(:disabled), #details textarea:not(:disabled)")
    expect(shut).to_have_count(1)
    page.get_by_label("内容简介").fill("给村民看，讲清打雷时怎么做。")
    page.get_by_role("button", name="移除 二.jpg").click()
    expect(page.locator("#list-picture .up")).to_have_count(1)
    page.locator("#waiting").get_by_role("button", name="再次报送").click()
    page.wait_for_url(lambda url: not url.endswith("/edit/"))


def pass_all(page: Page, works: list[Work]) -> None:
    """Open the first of all that waits and let it pass; the page then brings the next."""
    page.goto("/desk/inbox/")
    page.locator(".todo h3 a").first.click()
    to_the_review = page.get_by_role("link", name="看作品，写结论")
    passes = page.get_by_role("radio", name="通过", exact=True)
    to_the_review.or_(passes).first.wait_for()
    if to_the_review.count():
        to_the_review.click()
    for _ in works:
        passes.check(force=True)
        with page.expect_navigation():
            page.get_by_role("button", name="通过，看下一件").click()
    expect(page.get_by_role("main")).to_contain_text("没有等你办的事")
