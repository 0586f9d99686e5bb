"""The same file twice in one work, under two names: told to who hands in and to who looks."""

from html import unescape

import pytest

from kepu.access.queries import actor_of
from kepu.submissions import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def twice(make, hat):
    """Put three pictures into a series: the third is the first under another name."""
    by = actor_of(hat)
    work = make.work("ready", by=by, org=hat.org)
    one = queries.files_of(work)[0].blob
    make.attached(work, make.blob(make.jpg(3508, 2480, dpi=300), by=by), by=by, name="二.jpg")
    make.attached(work, one, by=by, name="又一张.jpg")
    return work


def test_the_second_says_which_it_is_the_same_as(make, twice):
    seen = queries.sheet(twice, make.spec()).files

    assert [one.twin and one.twin.file.name for one in seen] == [None, None, "图.jpg"]


def test_it_is_a_hint_and_hinders_nobody(client, make, hat, twice):
    client.force_login(hat.person)

    page = unescape(client.get(f"/works/{twice.pk}/edit/").content.decode())

    assert page.count("和第 1 件“图.jpg”内容完全相同") == 1
    assert "图片文件：3 件可以报送" in page


def test_who_looks_at_the_work_is_told(client, make, hat, twice):
    work = actions.submit(twice.pk, by=actor_of(hat), now=make.NOON)
    client.force_login(make.appointment("officer", over=work.place).person)

    page = client.get(f"/works/{work.pk}/review/").content.decode()

    assert page.count("和第 1 件“图.jpg”内容完全相同") == 1
