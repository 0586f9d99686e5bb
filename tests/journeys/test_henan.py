"""The Henan call, first half: five kinds of work handed in, one returned and mended, all passed."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kepu.access.queries import actor_of
from kepu.cases.queries import case_of
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.people.models import Person
from kepu.submissions import queries
from kepu.submissions.life import State
from kepu.submissions.models import Work
from kepu.talk.actions import tell_senders
from make import files as media
from make.people import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SMS = (
    "雷雨天气请远离大树、电线杆和水面，不要在空旷处打伞或打电话；在"
    "家关好门窗，拔掉电器插头。有人被雷击倒，先拨打急救电话，再施救。"
)
THEME = "应急避险"


@dataclass(frozen=True)
class Kind:
    """One kind of work: what is wrong about the first file, and what is right about the second."""

    code: str
    label: str
    slot: str
    wrong: str
    says: str
    clause: str
    good: tuple[str, ...]
    subtype: str


KINDS = (
    Kind("video", "视频类", "film", "小.mp4",
         "低于 1280×720", "四（二）1", ("好.mp4",), "科普短片"),
    Kind("article", "文章类", "text", "假.docx",
         "文件名却是 .docx", "四（二）2", ("文章.docx",), "科普文章"),
    Kind("audio", "音频类", "sound", "假.mp3",
         "文件名却是 .mp3", "四（二）3", ("声音.mp3",), "科普知识"),
    Kind("image", "图片类", "picture", "粗.jpg",
         "低于 300 DPI", "四（二）4", ("一.jpg", "二.jpg"), "科普挂图"),
)  # fmt: skip


@pytest.fixture
def folder(tmp_path) -> Path:
    """Put real files on the clerk's disk."""
    media.film(tmp_path / "小.mp4", size=(640, 360))
    media.film(tmp_path / "好.mp4", size=(1280, 720))
    media.picture(tmp_path / "假.docx", dpi=300)
    media.word(tmp_path / "文章.docx", "打雷时不要站在树下。" * 30)
    media.picture(tmp_path / "假.mp3", dpi=300)
    media.tone(tmp_path / "声音.mp3", seconds=2)
    media.picture(tmp_path / "粗.jpg", dpi=72)
    for name in ("一.jpg", "二.jpg"):
        media.picture(tmp_path / name, size=(3508, 2480), dpi=300, orientation=len(name))
    return tmp_path


@pytest.fixture
def cast(make):
    """Appoint a hospital's clerk, the county's officer and an expert of the call."""
    campaign = make.campaign()
    county = make.place("新郑市")
    hospital = make.org("新郑市人民医院（测试）", kind="hospital", place=county)
    return {
        "clerk": make.appointment("clerk", over=hospital),
        "officer": make.appointment("officer", over=county),
        "expert": make.appointment("expert", over=campaign),
    }


@pytest.fixture
def enter(visit, cast):
    def enter(duty):
        page = visit("/accounts/login/")
        page.locator("[name=login]").fill(Person.objects.get(pk=cast[duty].person_id).login)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("[name=password]").press("Enter")
        page.wait_for_url("**/desk/**")
        return page

    return enter


def begin(page, label):
    page.goto("/works/new/henan-resources-2022/")
    page.get_by_role("button", name=label).click()
    page.wait_for_url("**/edit/")


def fill_in(page, title, subtype):
    page.get_by_role("radio", name=subtype).check(force=True)
    page.get_by_label("资源名称").fill(title)
    page.get_by_label(THEME).first.check(force=True)
    page.get_by_label("完成年份").fill("2021")
    page.get_by_role("radio", name="合法版权").check(force=True)
    page.get_by_label("版权单位").fill("新郑市人民医院（测试）")
    page.get_by_label("内容简介").fill("讲清打雷时怎么做。")
    for promise in page.locator("#promise input").all():
        promise.check()


def send(page):
    expect(page.locator("#waiting")).to_contain_text("可以报送了")
    page.locator("#waiting").get_by_role("button", name="报送").click()
    expect(page.get_by_text("HN-").first).to_be_visible()


def hand_in_files(page, kind, folder):
    begin(page, kind.label)
    page.locator(f"input[name=file-{kind.slot}]").set_input_files([folder / kind.wrong])
    row = page.locator(f"#list-{kind.slot} .up")
    expect(row).to_contain_text(kind.says)
    expect(row).to_contain_text(f"依据：通知{kind.clause}")
    row.get_by_role("button", name="移除").click()
    expect(row).to_have_count(0)
    page.locator(f"input[name=file-{kind.slot}]").set_input_files(
        [folder / one for one in kind.good]
    )
    expect(row).to_have_count(len(kind.good))
    fill_in(page, f"打雷时怎么办（{kind.label}）", kind.subtype)
    send(page)


def hand_in_text(page):
    begin(page, "短信")
    page.locator("[name=t-text]").fill("太短的短信。")
    page.get_by_role("radio", name="短信").check(force=True)
    expect(page.locator("output[data-ranges]")).to_contain_text("60-65")
    page.locator("[name=t-text]").fill(SMS)
    page.get_by_label("防灾减灾日").check(force=True)
    fill_in(page, "打雷时怎么办（短信）", "短信")
    send(page)


def decide(page, work, outcome, *items, comment=""):
    page.goto(f"/works/{work.pk}/review/")
    page.get_by_role("radio", name=outcome, exact=True).check(force=True)
    for item in items:
        page.locator("[data-items]").get_by_label(item, exact=False).first.check()
    page.get_by_label("给报送单位的话").fill(comment)
    page.locator("form[data-decide] button[type=submit]").click()
    page.wait_for_url(lambda url: str(work.pk) not in url)


def test_five_kinds_of_work_go_from_a_hospital_to_the_expert(enter, make, cast, folder, now):
    clerk = enter("clerk")
    for kind in KINDS:
        hand_in_files(clerk, kind, folder)
    hand_in_text(clerk)
    works = [make.judged(work) for work in Work.objects.order_by("number")]
    assert [work.number[-6:] for work in works] == [f"{n:06}" for n in range(1, 6)]
    assert [file.name for file in queries.files_of(works[3])] == ["一.jpg", "二.jpg"]

    officer, returned = enter("officer"), works[3]
    decide(
        officer, returned, "退回修改", "内容简介", "图片文件", comment="写明给谁看，换清楚些的图"
    )
    line = Line.objects.select_related("because_of").get(verb="work.send_back")
    tell_senders(line, by=Actor.machine("flow"), now=now)
    clerk.goto("/messages/")
    clerk.get_by_role("button", name="去修改").click()
    expect(clerk.get_by_label("资源名称")).to_be_disabled()
    clerk.get_by_label("内容简介").fill("给村民看，讲清打雷时怎么做。")
    clerk.get_by_role("button", name="移除 二.jpg").click()
    expect(clerk.locator("#list-picture .up")).to_have_count(1)
    clerk.locator("#waiting").get_by_role("button", name="再次报送").click()
    expect(clerk.get_by_text("HN-").first).to_be_visible()
    make.judged(Work.objects.get(pk=returned.pk))

    for duty in ("officer", "expert"):
        judge = officer if duty == "officer" else enter("expert")
        for work in works:
            decide(judge, work, "通过")

    assert set(Work.objects.values_list("state", flat=True)) == {State.PASSED}
    assert case_of("work", returned.pk).round == 2
    assert actor_of(cast["clerk"]).person_id == returned.created_by
