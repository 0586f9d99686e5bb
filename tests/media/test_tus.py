"""tus 1.0 as Django speaks it; the bytes themselves are the front's affair."""

from base64 import b64encode
from datetime import timedelta
from uuid import uuid4

import pytest

from kepu.core import clock
from kepu.core.actor import Actor
from kepu.media import actions, store
from kepu.media.incoming import TOKEN
from kepu.media.models import Blob, Upload

pytestmark = pytest.mark.django_db
BYTES = "application/offset+octet-stream"


@pytest.fixture
def person(make):
    return make.person()


@pytest.fixture
def sender(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def ticket(make, person):
    return make.ticket(by=Actor(person_id=person.pk), at_most=1000, now=clock.now())


def ask(client, method, path="/uploads/", **headers):
    usual = {"Tus-Resumable": "1.0.0", "Content-Type": BYTES}
    said = usual | {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return client.generic(method, path, headers=said)


def create(client, ticket_id, length=10, name="水稻.mp4"):
    told = {"ticket": str(ticket_id), "filename": name}
    pairs = ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in told.items())
    return ask(client, "POST", Upload_Length=length, Upload_Metadata=pairs)


def arrive(ticket, content):
    """Lay bytes where the front would, and tell Django, as the front does."""
    part = store.part_of(ticket.pk)
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(content)
    return {"X_Kepu_Received": f"{TOKEN};{len(content)};"}


def test_the_abilities_are_told_to_anybody(client):
    answer = client.options("/uploads/")

    assert answer.status_code == 204
    assert answer["Tus-Extension"] == "creation,checksum,termination,expiration"
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256"
    assert "Access-Control-Allow-Origin" not in answer


def test_another_version_is_not_spoken(sender):
    answer = sender.post("/uploads/", headers={"Tus-Resumable": "0.2.2"})

    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


def test_who_is_not_logged_in_is_told_so(client, ticket):
    answer = create(client, ticket.pk)

    assert answer.status_code == 401
    assert "登录" in answer.content.decode()


def test_an_upload_begins_on_its_ticket(sender, ticket):
    answer = create(sender, ticket.pk, 10)

    assert (answer.status_code, answer["Location"]) == (201, f"/uploads/{ticket.pk}")
    assert answer["Upload-Expires"].endswith("GMT")
    ticket.refresh_from_db()
    assert (ticket.length, ticket.name) == (10, "水稻.mp4")


def test_begun_again_it_goes_on(sender, ticket):
    create(sender, ticket.pk, 10)

    assert create(sender, ticket.pk, 10).status_code == 201
    assert create(sender, ticket.pk, 11).status_code == 403


@pytest.mark.parametrize(("length", "status"), [(1000, 201), (1001, 413), (0, 400), ("x", 400)])
def test_the_ticket_says_how_long(sender, ticket, length, status):
    assert create(sender, ticket.pk, length).status_code == status


def test_without_a_ticket_there_is_no_upload(sender):
    assert ask(sender, "POST", Upload_Length=10).status_code == 400
    assert create(sender, uuid4()).status_code == 404


def test_somebody_elses_ticket_does_not_exist(make, sender):
    other = make.ticket(by=Actor(person_id=make.person().pk), now=clock.now())

    assert create(sender, other.pk).status_code == 404


def test_a_ticket_that_is_over_is_gone(sender, person, make):
    old = make.ticket(by=Actor(person_id=person.pk), now=clock.now() - timedelta(hours=2))

    assert create(sender, old.pk).status_code == 410


def test_it_says_how_far_it_is(sender, ticket):
    create(sender, ticket.pk)

    answer = ask(sender, "HEAD", f"/uploads/{ticket.pk}")

    assert (answer["Upload-Offset"], answer["Upload-Length"]) == ("0", "10")
    assert answer["Cache-Control"] == "no-store"


def test_what_is_not_on_disk_is_not_there(sender, ticket):
    create(sender, ticket.pk)
    Upload.objects.update(offset=7)
    store.part_of(ticket.pk).parent.mkdir(parents=True)
    store.part_of(ticket.pk).write_bytes(b"12345")

    assert ask(sender, "HEAD", f"/uploads/{ticket.pk}")["Upload-Offset"] == "5"


def test_what_was_not_acknowledged_is_not_there(sender, ticket):
    create(sender, ticket.pk)
    arrive(ticket, b"12345")

    assert ask(sender, "HEAD", f"/uploads/{ticket.pk}")["Upload-Offset"] == "0"


def test_the_front_is_asked_to_receive(sender, ticket):
    create(sender, ticket.pk)

    answer = ask(sender, "PATCH", f"/uploads/{ticket.pk}", Upload_Offset=0)

    assert answer["X-Kepu-Receive"] == f"{ticket.pk.hex};0;10"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Upload_Offset": 3}, 409),
        ({"Upload_Offset": "x"}, 400),
        ({}, 400),
        ({"Upload_Offset": 0, "Content_Type": "image/jpeg"}, 415),
        ({"Upload_Offset": 0, "Upload_Checksum": "crc32 AAAA"}, 400),
        ({"Upload_Offset": 0, "Upload_Checksum": "sha1 ?"}, 400),
        ({"X_Kepu_Received": "not the token;10;"}, 404),
    ],
)
def test_what_does_not_fit_is_refused(sender, ticket, headers, status):
    create(sender, ticket.pk)

    answer = ask(sender, "PATCH", f"/uploads/{ticket.pk}", **headers)

    assert answer.status_code == status
    assert "X-Kepu-Receive" not in answer


def test_half_of_it_is_remembered(sender, ticket):
    create(sender, ticket.pk)

    answer = ask(sender, "PATCH", f"/uploads/{ticket.pk}", **arrive(ticket, b"12345"))

    assert (answer.status_code, answer["Upload-Offset"]) == (204, "5")
    assert ask(sender, "HEAD", f"/uploads/{ticket.pk}")["Upload-Offset"] == "5"


def test_all_of_it_is_a_file(sender, ticket, blobs):
    create(sender, ticket.pk)

    answer = ask(sender, "PATCH", f"/uploads/{ticket.pk}", **arrive(ticket, b"1234567890"))

    ticket.refresh_from_db()
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "10")
    assert store.path_of(ticket.blob.sha256).read_bytes() == b"1234567890"
    assert list((blobs / "parts").iterdir()) == []


def test_once_it_is_a_file_it_says_so_and_takes_no_more(sender, ticket):
    create(sender, ticket.pk)
    ask(sender, "PATCH", f"/uploads/{ticket.pk}", **arrive(ticket, b"1234567890"))

    assert ask(sender, "HEAD", f"/uploads/{ticket.pk}")["Upload-Offset"] == "10"
    again = ask(sender, "PATCH", f"/uploads/{ticket.pk}", Upload_Offset=10)
    assert again.status_code == 204
    assert ask(sender, "DELETE", f"/uploads/{ticket.pk}").status_code == 403
    assert Blob.objects.count() == 1


def test_told_twice_that_it_is_whole_it_is_one_file(sender, ticket):
    create(sender, ticket.pk)
    told = arrive(ticket, b"1234567890")

    for _ in range(2):
        answer = ask(sender, "PATCH", f"/uploads/{ticket.pk}", **told)

    assert (answer.status_code, answer["Upload-Offset"]) == (204, "10")
    assert Blob.objects.count() == 1


def test_given_up_it_is_gone_with_its_bytes(sender, ticket, blobs):
    create(sender, ticket.pk)
    arrive(ticket, b"12345")

    assert ask(sender, "DELETE", f"/uploads/{ticket.pk}").status_code == 204
    assert ask(sender, "HEAD", f"/uploads/{ticket.pk}").status_code == 404
    assert list((blobs / "parts").iterdir()) == []


def test_after_its_term_it_is_gone(sender, ticket):
    create(sender, ticket.pk)
    Upload.objects.update(expires_at=clock.now())

    assert ask(sender, "HEAD", f"/uploads/{ticket.pk}").status_code == 410


def test_other_methods_are_not_known(sender, ticket):
    create(sender, ticket.pk)

    assert ask(sender, "PUT", f"/uploads/{ticket.pk}").status_code == 404
    assert ask(sender, "PUT").status_code == 405


def test_the_rooms_find_what_came(person, ticket):
    actor = Actor(person_id=person.pk)
    upload = actions.begin(ticket.pk, length=3, name="a.txt", by=actor, now=clock.now())
    arrive(upload, b"abc")

    done = actions.come(upload, 3, by=actor, now=clock.now())

    assert (done.blob.size, done.finished_at is None) == (3, False)
