"""Bytes come in through the real front: whole, resumed, locked, checked, after a kill."""

import base64
import hashlib
import os
import shutil
import socket
import threading
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection

import pytest
from django.db import connection, transaction

from kepu.core import clock
from kepu.core.actor import Actor
from kepu.core.home import Home
from kepu.media import actions, store
from kepu.media.models import Blob
from make.running import patient, until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.kill,
    pytest.mark.usefixtures("quiet"),
]
MIB = 1 << 20
BYTES = "application/offset+octet-stream"


@pytest.fixture(autouse=True)
def blobs(settings, site):
    """Give the folder of the blobs of the server, instead of one of the test alone."""
    settings.HOME = Home(site.home)
    return site.home / "blobs"


@pytest.fixture(autouse=True)
def parts(blobs):
    """Begin with nothing on the way."""
    shutil.rmtree(blobs, ignore_errors=True)
    return blobs / "parts"


@pytest.fixture
def begin(person):
    """Begin an upload of a length, as the room's page and a POST would."""

    def run(length):
        actor, now = Actor(person_id=person.pk), clock.now()
        until = now + timedelta(hours=1)
        ticket = actions.allow("test", at_most_bytes=1 << 33, expires=until, by=actor, now=now)
        return actions.begin(ticket.pk, length=length, name="影片.mp4", by=actor, now=now)

    return run


@pytest.fixture
def ask(site, cookie):
    def run(method, upload, body=None, **headers):
        said = {name.replace("_", "-"): str(value) for name, value in headers.items()}
        usual = {"Tus-Resumable": "1.0.0", "Content-Type": BYTES, "Cookie": cookie}
        with closing(HTTPConnection("127.0.0.1", site.port, timeout=patient(30))) as asking:
            asking.request(method, f"/uploads/{upload.pk}", body=body, headers=usual | said)
            answer = asking.getresponse()
            answer.says = answer.read().decode()
        return answer

    return run


def offset(ask, upload):
    return int(ask("HEAD", upload).headers["Upload-Offset"])


def opened(site, cookie, upload, at, length):
    """Open a PATCH of so many bytes by hand, to be stalled or broken."""
    line = socket.create_connection(("127.0.0.1", site.port))
    line.sendall(
        f"PATCH /uploads/{upload.pk} HTTP/1.1\r\nHost: a\r\nTus-Resumable: 1.0.0\r\n"
        f"Content-Type: {BYTES}\r\nCookie: {cookie}\r\nUpload-Offset: {at}\r\n"
        f"Content-Length: {length}\r\n\r\n".encode()
    )
    return line


def still_open(line):
    """Say whether the server has neither answered nor hung up."""
    line.setblocking(False)
    with pytest.raises(BlockingIOError):
        line.recv(1)
    return True


@pytest.mark.parametrize("size", [1, 16 * MIB, 40 * MIB])
def test_a_file_arrives_whole(ask, begin, size):
    content = os.urandom(size)
    upload = begin(len(content))

    answer = ask("PATCH", upload, content, Upload_Offset=0)

    upload.refresh_from_db()
    assert (answer.status, answer.headers["Upload-Offset"]) == (204, str(len(content)))
    assert upload.blob.sha256 == hashlib.sha256(content).hexdigest()
    assert store.path_of(upload.blob.sha256).read_bytes() == content


def test_a_file_arrives_in_pieces(ask, begin):
    content = os.urandom(3 * MIB + 17)
    upload = begin(len(content))

    for at in range(0, len(content), MIB):
        ask("PATCH", upload, content[at : at + MIB], Upload_Offset=at)

    upload.refresh_from_db()
    assert upload.blob.sha256 == hashlib.sha256(content).hexdigest()


def test_what_a_broken_line_brought_is_kept(site, cookie, ask, begin):
    content = os.urandom(5 * MIB)
    upload = begin(len(content))
    line = opened(site, cookie, upload, 0, len(content))
    line.sendall(content[: 2 * MIB])
    line.close()

    until(lambda: offset(ask, upload) == 2 * MIB, 10)
    ask("PATCH", upload, content[2 * MIB :], Upload_Offset=2 * MIB)

    upload.refresh_from_db()
    assert upload.blob.sha256 == hashlib.sha256(content).hexdigest()


def test_a_second_sender_is_told_to_wait(site, cookie, ask, begin):
    upload = begin(5 * MIB)
    line = opened(site, cookie, upload, 0, 5 * MIB)
    line.sendall(bytes(MIB))
    until(lambda: store.arrived(upload.pk) > 0, 10)

    answer = ask("PATCH", upload, b"x", Upload_Offset=0)

    assert answer.status == 423
    assert "另一处" in answer.says
    line.close()


def test_a_wrong_checksum_takes_nothing(ask, begin):
    upload = begin(10)
    wrong = base64.b64encode(bytes(20)).decode()
    right = base64.b64encode(hashlib.sha256(b"12345").digest()).decode()

    refused = ask("PATCH", upload, b"12345", Upload_Offset=0, Upload_Checksum=f"sha1 {wrong}")
    after = offset(ask, upload)
    taken = ask("PATCH", upload, b"12345", Upload_Offset=0, Upload_Checksum=f"sha256 {right}")

    assert (refused.status, after) == (460, 0)
    assert (taken.status, taken.headers["Upload-Offset"]) == (204, "5")


def test_more_than_was_said_is_not_taken(ask, begin):
    upload = begin(4)

    answer = ask("PATCH", upload, b"12345", Upload_Offset=0)

    assert answer.status == 413
    assert offset(ask, upload) == 0


def test_given_up_in_the_middle_it_is_gone(site, cookie, ask, begin, parts):
    upload = begin(5 * MIB)
    line = opened(site, cookie, upload, 0, 5 * MIB)
    line.sendall(bytes(MIB))
    until(lambda: store.arrived(upload.pk) > 0, 10)

    assert ask("DELETE", upload).status == 204
    line.sendall(bytes(4 * MIB))

    assert b" 404 " in line.recv(1000)
    line.close()
    assert not Blob.objects.exists()
    assert list(parts.iterdir()) == []


def test_the_token_of_the_front_cannot_be_brought_along(ask, begin):
    upload = begin(4)

    answer = ask("PATCH", upload, b"", X_Kepu_Received=";4;" + "0" * 64, Upload_Offset=0)

    assert (answer.status, answer.headers["Upload-Offset"]) == (204, "0")
    assert not Blob.objects.exists()


def test_stalled_senders_hold_nobody_up(site, cookie, ask, begin):
    lines = []
    for _ in range(12):
        line = opened(site, cookie, begin(MIB), 0, MIB)
        line.sendall(b"x" * 100)
        lines.append(line)

    assert all(site.answers() for _ in range(20))
    assert all(still_open(line) for line in lines)
    for line in lines:
        line.close()


def test_killed_between_its_place_and_the_commit_it_goes_on_where_it_was(site, ask, begin):
    content, other = os.urandom(3 * MIB), os.urandom(MIB)
    upload = begin(len(content))
    ask("PATCH", upload, content[: 2 * MIB], Upload_Offset=0)
    placed = store.path_of(hashlib.sha256(content).hexdigest())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("lock table journal_line in exclusive mode")
        sending = threading.Thread(target=_send, args=(ask, upload, content, 2 * MIB))
        sending.start()
        until(placed.exists, 10)
        site.kill()
        sending.join()
    site.start()

    assert offset(ask, upload) == 2 * MIB
    ask("PATCH", upload, other, Upload_Offset=2 * MIB)

    upload.refresh_from_db()
    now = content[: 2 * MIB] + other
    assert store.path_of(upload.blob.sha256).read_bytes() == now
    assert placed.read_bytes() == content
    assert not store.part_of(upload.pk).exists()


def _send(ask, upload, content, at):
    try:
        ask("PATCH", upload, content[at:], Upload_Offset=at)
    except OSError:
        pass
    finally:
        connection.close()
