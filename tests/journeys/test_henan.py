"""The Henan call: five kinds of work handed in, one returned and mended, all passed."""

import hashlib

import pytest

from kepu.access.queries import actor_of
from kepu.cases.queries import case_of
from kepu.media.models import Upload
from kepu.submissions import queries
from kepu.submissions.life import State
from make import henan
from make.henan import Stage

pytestmark = [pytest.mark.kill, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage(site, enter, make, tmp_path):
    """Appoint a hospital's clerk, the county's officer and an expert of the call."""
    campaign, county = make.campaign(), make.place("新郑市")
    hospital = make.org("新郑市人民医院（测试）", kind="hospital", place=county)
    henan.lay_out(tmp_path)
    cast = {
        "clerk": make.appointment("clerk", over=hospital),
        "officer": make.appointment("officer", over=county),
        "expert": make.appointment("expert", over=campaign),
    }
    return Stage(site, tmp_path, cast, enter)


def test_five_kinds_of_work_go_from_a_hospital_to_the_expert(stage):
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


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()
