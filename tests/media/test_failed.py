"""Whoever runs the platform sees what did not come of which file, and has it tried again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kepu.access.jurisdiction import NotYours
from kepu.journal.models import Line
from kepu.media import actions
from kepu.media.models import Making
from kepu.people.models import Person

pytestmark = pytest.mark.django_db
WHY = "画得太慢，已停止"


@pytest.fixture
def sign_in(client):
    def run(actor):
        client.force_login(Person.objects.get(pk=actor.person_id))
        return actor

    return run


@pytest.fixture
def administrator(make, sign_in):
    return sign_in(make.actor("administrator", over=make.place("河南省")))


@pytest.fixture
def fail(make, now):
    """Have a picture of which no stills could be made."""

    def run(name="水稻.jpg"):
        blob = make.blob(make.jpg(), name)
        Making.objects.filter(blob=blob).update(begun_at=now, ended_at=now, trouble=WHY)
        return blob

    return run


@pytest.mark.usefixtures("administrator")
def test_the_page_says_what_did_not_come_of_which_file(client, fail):
    blob = fail()

    page = client.get("/uploads/failed/").content.decode()

    assert "水稻.jpg" in page
    assert f"预览图没有做成：{WHY}" in page
    assert str(blob) in page
    assert "全部重试" not in page


def test_one_file_is_tried_again_by_who_asked(client, administrator, fail):
    blob, other = fail(), fail()

    again = client.post("/uploads/failed/retry/", {"file": blob.pk}, follow=True).content.decode()
    twice = client.post("/uploads/failed/retry/", {"file": blob.pk}, follow=True).content.decode()

    assert "已重新排队" in again
    assert "已经有人重试过" in twice
    line = Line.objects.get(verb="blob.retry")
    assert (line.subject_id, line.person_id) == (str(blob.pk), administrator.person_id)
    assert [making.blob for making in Making.objects.exclude(trouble="")] == [other]


@pytest.mark.usefixtures("administrator")
def test_all_are_tried_again_at_one_press(client, fail):
    for _ in range(3):
        fail()
    assert "全部重试（3）" in client.get("/uploads/failed/").content.decode()

    said = client.post("/uploads/failed/retry/", follow=True).content.decode()

    assert "3 个文件已重新排队" in said
    assert "都做成了" in said


@pytest.mark.usefixtures("administrator")
def test_a_file_that_is_not_there_is_not_there(client):
    assert client.post("/uploads/failed/retry/", {"file": "x"}).status_code == 404


@pytest.mark.parametrize("url", ["/uploads/failed/", "/uploads/failed/retry/"])
@pytest.mark.parametrize("duty", ["clerk", "officer"])
def test_others_find_no_such_page(client, make, sign_in, duty, url):
    sign_in(make.actor(duty))

    assert client.get(url).status_code == 404


def test_the_action_asks_too(make, now, fail):
    with pytest.raises(NotYours):
        actions.retry_all(by=make.actor("officer"), now=fail().arrived_at)


@pytest.mark.usefixtures("administrator")
def test_the_page_costs_the_same_with_1_and_30_rows(client, fail):
    counts = []
    for more in (1, 29):
        for _ in range(more):
            fail()
        with CaptureQueriesContext(connection) as counted:
            client.get("/uploads/failed/")
        counts.append(len(counted))

    assert counts == [8, 8]
