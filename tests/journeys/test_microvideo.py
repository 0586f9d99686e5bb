"""The microvideo call (S2): its rules for films in the browser, at both sides of three limits."""

import pytest
from playwright.sync_api import expect

from kepu.submissions.models import SlotFile
from make import files
from make.campaigns import MICROVIDEO

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
OPEN = ("at = 2022-10-31", "at = 2099-10-31")  # pages ask the clock, and this call is not rolling
CLAUSE = "依据：通知一（二）"
LEAST, MOST = 100_000_000, 314_572_800
FULL_HD, SHORT_OF_IT = (1920, 1080), (1918, 1080)
FILMS = (  # name, size of the picture, seconds, bytes: what is said of it, the clause
    ("太短.mp4", FULL_HD, 179, LEAST, "时长 2:59，短于 3:00", "1"),
    ("太小.mp4", FULL_HD, 180, LEAST - 1, "（99,999,999 字节），小于 100.0 MB", "3"),
    ("太窄.mp4", SHORT_OF_IT, 180, LEAST, "分辨率 1918×1080，低于 1920×1080", "3"),
    ("下限.mp4", FULL_HD, 180, LEAST, "", ""),
    ("太长.mp4", FULL_HD, 481, MOST, "时长 8:01，长于 8:00", "1"),
    ("太大.mp4", FULL_HD, 480, MOST + 1, "（314,572,801 字节），大于 314.6 MB", "3"),
    ("上限.mp4", FULL_HD, 480, MOST, "", ""),
)


@pytest.fixture
def folder(tmp_path):
    """Encode ten seconds once a size, and make them long and large without decoding."""
    short = {
        size: files.film(tmp_path / f"{size[0]}.mp4", size=size, rate=1, seconds=10)
        for size in (FULL_HD, SHORT_OF_IT)
    }
    for name, size, seconds, length, _, _ in FILMS:
        files.sized(files.stretched(tmp_path / name, short[size], seconds), length)
    return tmp_path


@pytest.fixture
def page(enter, make):
    province = make.place("河南省")
    society = make.org("青少年科技教育协会（测试）", kind="youth-association", place=province)
    make.campaign(OPEN, slug=MICROVIDEO)
    page = enter(make.appointment("clerk", over=society))
    page.goto(f"/works/new/{MICROVIDEO}/")
    page.get_by_role("button", name="科普微视频").click()
    page.wait_for_url("**/edit/")
    return page


def test_a_film_is_refused_just_beyond_a_limit_and_taken_just_at_it(page, folder):
    for name, _, _, _, says, clause in FILMS:
        page.locator("input[name=file-film]").set_input_files(folder / name)

        row = page.locator("#list-film .up", has_text=name)
        tag = row.locator(".tag").first
        expect(tag).to_have_text("要换一件" if says else "可以报送，还在细查")
        if says:
            refused = row.locator(".say.bad")
            expect(refused).to_have_count(1)
            expect(refused).to_contain_text(says)
            expect(refused).to_contain_text(f"{CLAUSE}{clause}")
        else:
            expect(row.locator(".say.bad")).to_have_count(0)
        waits = page.locator("#waiting")
        expect(waits).to_contain_text(says or "视频作品成稿：1 件可以报送")

    assert SlotFile.objects.filter(slot="film").count() == len(FILMS)
    assert SlotFile.objects.get(slot="film", current=True).name == "上限.mp4"
