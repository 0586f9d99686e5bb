"""A whole upload goes to the store elsewhere from the front; no thread for pages waits for it."""

import hashlib
import socket
import threading
from contextlib import closing, suppress
from http.client import HTTPConnection

import pytest

from kepu.core import clock
from kepu.core.actor import Actor
from kepu.media import actions
from kepu.media.incoming import carried
from kepu.media.part import Part, Wanted
from make import storage
from make.running import patient
from make.web import web

CONTENT = b"science" * 1000


@pytest.mark.parametrize("heard_all", [True, False])
def test_a_whole_part_is_there_before_django_is_told(settings, bucket, blobs, heard_all):
    settings.STORAGE_URL = bucket.url
    part = Part(blobs / "parts", Wanted("a1", 0, len(CONTENT)))
    part.open()
    part.write([CONTENT])
    part.digest([CONTENT])
    part.hash = part.hash if heard_all else None  # else: another process heard the beginning

    sha256 = carried(part)

    part.close()
    assert part.is_whole
    assert sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert [key.rpartition("/")[2] for key in bucket.objects()] == [sha256]


def test_one_that_is_given_up_this_very_moment_is_left_to_django(blobs):
    part = Part(blobs / "parts", Wanted("a1", 0, 0))
    part.open()
    part.hash = None
    part.path.unlink()

    assert carried(part) == ""
    part.close()


@pytest.mark.kill
@pytest.mark.django_db(transaction=True)
def test_pages_are_answered_while_the_store_is_silent(person, cookie, tmp_path, monkeypatch, make):
    by, now = Actor(person_id=person.pk), clock.now()
    ticket = make.ticket(by=by, now=now)
    actions.begin(ticket.pk, length=10, name="a.txt", by=by, now=now)
    with closing(socket.create_server(("127.0.0.1", 0))) as deaf:  # takes calls, never answers
        url = storage.address(f"http://127.0.0.1:{deaf.getsockname()[1]}")
        monkeypatch.setenv("KEPU_STORAGE_URL", url)
        monkeypatch.setenv("KEPU_THREADS", "1")
        with web(tmp_path / "home") as site:
            sending = threading.Thread(target=_send, args=(site, ticket, cookie))
            sending.start()
            caller, _ = deaf.accept()
            answered = [site.answers() for _ in range(5)]
            still = sending.is_alive()
        sending.join()
        caller.close()

    assert all(answered)
    assert still


def _send(site, ticket, cookie):
    headers = {
        "Tus-Resumable": "1.0.0",
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": "0",
        "Cookie": cookie,
    }
    with (
        suppress(OSError),
        closing(HTTPConnection("127.0.0.1", site.port, timeout=patient(60))) as asking,
    ):
        asking.request("PATCH", f"/uploads/{ticket.pk}", body=b"0123456789", headers=headers)
        asking.getresponse()
