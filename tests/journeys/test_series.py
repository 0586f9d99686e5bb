"""A series of pictures as one work: chosen, dropped as a folder, put in order, looked at."""

import base64
import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from kepu.access.queries import actor_of
from kepu.cases.actions import Answer, decide
from kepu.cases.queries import case_of
from kepu.submissions import queries
from kepu.submissions.actions import submit
from kepu.submissions.models import Work
from make.browser import faults_of, log_in, too_wide

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("KEPU_SHOTS", "")
MOST = 60  # pictures of one work
BATCH = """([files, target]) => {
  const bag = new DataTransfer();
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    bag.items.add(new File([bytes], name));
  }
  const place = document.querySelector(target);
  for (const kind of ["dragover", "drop"]) {
    const options = { dataTransfer: bag, bubbles: true, cancelable: true };
    place.dispatchEvent(new DragEvent(kind, options));
  }
}"""


@pytest.fixture
def hat(make):
    make.campaign()
    return make.appointment("clerk", over=make.org())


@pytest.fixture
def series(make, hat, now):
    """Begin a work of four pictures: the third has 72 dpi."""
    work = make.work("draft", by=actor_of(hat), org=hat.org)
    for n in range(1, 5):
        blob = make.blob(make.jpg(3508, 2480, dpi=72 if n == 3 else 300), by=actor_of(hat))
        make.attached(work, blob, by=actor_of(hat), name=f"{n}.jpg")
    return make.judged(work)


def names():
    return [file.name for file in queries.files_of(Work.objects.get())]


def shot(page, name):
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_series_is_put_in_order_by_buttons_and_by_hand(visit, hat, series, width):
    page = visit("/accounts/login/", width=width)
    log_in(page, hat, f"/works/{series.pk}/edit/")
    grid = page.locator("ol.series")
    expect(page.get_by_role("status").filter(has_text="4 件")).to_contain_text("1 件要换")
    shot(page, f"series-edit-{width}")
    assert faults_of(page) == []
    assert too_wide(page) <= 0

    forward = grid.get_by_role("button", name="“2.jpg”往前移")
    forward.focus()
    page.keyboard.press("Enter")
    expect(grid.locator("li").first).to_contain_text("2.jpg")
    expect(grid.get_by_role("button", name="“2.jpg”往后移")).to_be_focused()

    if width > 1000:
        grid.locator("li", has_text="4.jpg").drag_to(grid.locator("li", has_text="1.jpg"))
        expect(grid.locator("li").nth(1)).to_contain_text("4.jpg")
        assert names() == ["2.jpg", "4.jpg", "1.jpg", "3.jpg"]


def test_a_batch_is_sorted_by_name_and_what_does_not_fit_is_told_before_it_is_sent(
    visit, hat, make
):
    page = visit("/accounts/login/")
    log_in(page, hat, "/works/new/henan-resources-2022/")
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/edit/")
    picture = base64.b64encode(make.jpg(60, 40)).decode()
    files = [[f"第{n}张.jpg", picture] for n in range(300, 0, -1)]

    page.evaluate(BATCH, [files, "[data-drop=picture]"])

    said = page.locator("#said-picture")
    expect(said).to_contain_text(
        "最多 60 个文件，放进 60 个，还有 240 个没有放（从“第61张.jpg”起）"
    )
    expect(page.locator("#list-picture .up h3 a")).to_have_count(MOST)
    assert names() == [f"第{n}张.jpg" for n in range(1, MOST + 1)]
    expect(page.locator("#tally-picture")).to_contain_text("60 件（最多 60 件）")


def test_a_folder_that_was_cut_off_is_dropped_again_and_only_the_rest_is_sent(visit, hat, make):
    page = visit("/accounts/login/")
    log_in(page, hat, "/works/new/henan-resources-2022/")
    page.get_by_role("button", name="图片类").click()
    page.wait_for_url("**/edit/")
    pictures = [base64.b64encode(make.jpg(60 + n, 40)).decode() for n in range(3)]
    files = [[f"{n}.jpg", picture] for n, picture in enumerate(pictures, 1)]
    sent = []

    def only_the_first(route):
        sent.append(route)
        if len(sent) == 1:
            route.continue_()

    page.route("**/edit/", only_the_first)
    page.evaluate(BATCH, [files, "[data-drop=picture]"])
    expect(page.locator("#list-picture .up h3 a")).to_have_count(1)
    page.on("dialog", lambda asked: asked.accept())
    page.unroute_all(behavior="ignoreErrors")
    page.reload()

    page.evaluate(BATCH, [files, "[data-drop=picture]"])

    expect(page.locator("#said-picture")).to_have_text("“1.jpg”已经在这里，没有再传")
    expect(page.locator("#list-picture .up h3 a")).to_have_count(3)
    assert names() == ["1.jpg", "2.jpg", "3.jpg"]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("duty", ["officer", "expert"])
def test_who_judges_sees_the_series_in_order_with_what_was_found(
    visit, make, hat, now, duty, width
):
    by, officer = actor_of(hat), make.appointment("officer", over=make.place("新郑市"))
    work = make.work("ready", by=by, org=hat.org)
    for n in (2, 3):
        blob = make.blob(make.jpg(3508, 2480), by=by)
        make.attached(work, blob, by=by, name=f"{n}.jpg", now=now)
    work = make.judged(submit(work.pk, by=by, now=now))
    judge = officer
    if duty == "expert":
        judge = make.appointment("expert", over=work.campaign)
        case = case_of("work", work.pk)
        decided = Answer(outcome="let_pass", turn=case.turn)
        decide(case.pk, decided, by=actor_of(officer), now=now)
    page = visit("/accounts/login/", width=width)
    log_in(page, judge, f"/works/{work.pk}/review/")

    expect(page.locator("form[data-decide]")).to_have_count(1)
    expect(page.locator("ol.series > li")).to_have_count(3)
    second = page.get_by_role("link", name="看第 2 件 2.jpg")
    shown = page.locator("details", has_text="2 2.jpg")
    expect(shown).not_to_have_attribute("open", "")
    second.click()
    expect(shown.get_by_role("img", name="2.jpg")).to_be_visible()
    shot(page, f"series-{duty}-{width}")
    assert faults_of(page) == []
    assert too_wide(page) <= 0
