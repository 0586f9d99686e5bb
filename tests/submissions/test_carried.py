"""A large file comes piece by piece on a ticket, and then belongs to its slot."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kepu.access.queries import actor_of
from kepu.campaigns.queries import spec_of
from kepu.core import clock
from kepu.core.actor import Actor
from kepu.media import actions as media
from kepu.media.models import Upload
from kepu.submissions.models import SlotFile, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(clerk, make):
    make.campaign()
    page = clerk.post("/works/new/henan-resources-2022/", {"category": "image"})
    return page["Location"]


def ask(clerk, work, **said):
    return clerk.post(work, said, headers={"Accept": "application/json"})


def carried(clerk, work, content, hat, name="file-picture"):
    """Bring bytes on the ticket that the page issues."""
    ticket = ask(clerk, work, do="ticket", **{"for": name}).json()["ticket"]
    upload = Upload.objects.get(pk=ticket)
    by = Actor(person_id=hat.person_id)
    media.receive(upload, BytesIO(content), name="大图.jpg", by=by, now=clock.now())
    return ticket


def test_the_page_issues_a_ticket_of_the_slots_size(clerk, work, hat):
    ticket = ask(clerk, work, do="ticket", **{"for": "file-picture"}).json()["ticket"]

    upload = Upload.objects.get(pk=UUID(ticket))
    assert upload.person_id == hat.person_id
    assert upload.at_most_bytes == 2 << 30


def test_what_was_carried_is_put_into_its_slot_and_judged(clerk, work, hat, make):
    ticket = carried(clerk, work, make.jpg(dpi=72), hat)

    answer = ask(clerk, work, do="upload", carried=ticket, **{"for": "file-picture"})

    assert answer.status_code == 200
    assert SlotFile.objects.get().name == "大图.jpg"
    assert "72 DPI" in answer.json()["parts"]["list-picture"]


@pytest.mark.parametrize("name", ["file-other", "picture", "other-picture"])
def test_a_slot_that_is_not_there_gets_no_ticket(clerk, work, name):
    assert ask(clerk, work, do="ticket", **{"for": name}).status_code == 404


def test_a_full_slot_says_so_before_anything_is_sent(clerk, work, hat, make):
    begun, by = Work.objects.get(), actor_of(hat)
    most = spec_of(begun.version).slots_of("image")[0].count[1]
    for number in range(most):
        make.attached(begun, make.blob(b"%d" % number, by=by), by=by, name=f"{number}.jpg")
    tickets = Upload.objects.count()

    refused = ask(clerk, work, do="ticket", **{"for": "file-picture"})
    instead = f"replace-picture:{SlotFile.objects.first().pk}"
    allowed = ask(clerk, work, do="ticket", **{"for": instead})

    assert refused.status_code == 422
    assert f"最多 {most} 个文件" in refused.json()["says"]
    assert allowed.status_code == 200
    assert Upload.objects.count() == tickets + 1


def test_a_slot_that_was_not_named_is_shut_before_anything_is_sent(clerk, work):
    Work.objects.update(
        state="returned", number="HN-2022-000001", submitted_at=clock.now(), open_items=["title"]
    )

    answer = ask(clerk, work, do="ticket", **{"for": "file-picture"})

    assert answer.status_code == 422
    assert "它保持原样" in answer.json()["says"]
    assert not Upload.objects.exists()


def test_what_has_not_come_cannot_be_put_anywhere(clerk, work):
    ticket = ask(clerk, work, do="ticket", **{"for": "file-picture"}).json()["ticket"]

    for which in (ticket, uuid4(), "不是编号"):
        answer = ask(clerk, work, do="upload", carried=which, **{"for": "file-picture"})
        assert answer.status_code == 404
    assert not SlotFile.objects.exists()


def test_what_was_carried_for_one_work_is_not_put_into_another(clerk, work, hat, make):
    ticket = carried(clerk, work, make.jpg(), hat)
    other = clerk.post("/works/new/henan-resources-2022/", {"category": "image"})["Location"]

    answer = ask(clerk, other, do="upload", carried=ticket, **{"for": "file-picture"})

    assert answer.status_code == 404


def test_a_file_of_the_form_still_comes_in_one_piece(clerk, work, make):
    file = SimpleUploadedFile("图.jpg", make.jpg())

    ask(clerk, work, do="upload", **{"file-picture": file})

    assert SlotFile.objects.get().name == "图.jpg"
