"""The Henan call: five works go from a hospital to a villager, and are taken back."""

import hashlib

import pytest

from kepu.access.queries import actor_of
from kepu.cases.queries import case_of
from kepu.media.models import Upload
from kepu.submissions import queries
from kepu.submissions.life import State
from make import henan, way_out
from make.browser import as_reader
from make.henan import Stage

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(site, enter, make, tmp_path):
    """Appoint a hospital's clerk, the county's officer, an expert and an operator of the call."""
    campaign, county = make.campaign(), make.place("新郑市")
    hospital = make.org("新郑市人民医院（测试）", kind="hospital", place=county)
    henan.lay_out(tmp_path)
    cast = {
        "clerk": make.appointment("clerk", over=hospital),
        "officer": make.appointment("officer", over=county),
        "expert": make.appointment("expert", over=campaign),
        "operator": make.appointment("operator", over=campaign),
    }
    return Stage(site, tmp_path, cast, enter)


@pytest.fixture
def villager(chromium, site):
    """Give a phone of 390 px, without scripts and without an account."""
    phone = as_reader(chromium, site.url, width=390, scripts=False)
    yield phone.new_page()
    phone.close()


def test_five_works_go_from_a_hospital_to_a_villager_until_they_are_taken_back(stage, villager):
    works = henan.first_half(stage)

    assert [work.number[-6:] for work in works] == [f"{n:06}" for n in range(1, 6)]
    assert {work.state for work in works} == {State.PASSED}
    assert {work.created_by for work in works} == {actor_of(stage.cast["clerk"]).person_id}
    assert [case_of("work", work.pk).round for work in works] == [1, 1, 1, 2, 1]
    for work, kind in zip(works, henan.KINDS, strict=False):
        held = {file.name: file.blob.sha256 for file in queries.files_of(work)}
        assert held == {name: sha256(stage.disk / name) for name in kind.good if name in held}
        assert len(held) == 1
    assert Upload.objects.filter(length=henan.LARGE).count() == 1

    operator, count = stage.page("operator"), len(works)
    way_out.wait_for_the_small_film()
    way_out.release(operator, "第一批", count)
    way_out.find(villager, count)
    way_out.play(villager)
    small, source = way_out.take_home(villager, stage.disk / "home")
    assert (source.name, small.name) == (way_out.FILM, "好（标清）.mp4")
    assert sha256(source) == sha256(stage.disk / way_out.FILM)
    assert way_out.height_of(small) <= 480
    told = way_out.titles_told(villager)
    assert {len(titles) for titles in told.values()} == {count}

    way_out.take_back(operator, count)

    assert set(map(len, way_out.titles_told(villager).values())) == {0}
    assert villager.goto(way_out.page_of_the_film()).status == 410
    assert "已经下架" in villager.get_by_role("heading", level=1).inner_text()


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
