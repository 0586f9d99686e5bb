"""Clients of other people send to the real server: whole, after kills, checked, given up, late."""

import hashlib
import os
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import SystemRandom

import pytest
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from kepu.core import clock
from kepu.core.actor import Actor
from kepu.core.home import Home
from kepu.media import actions, queries, store
from kepu.media.models import Blob, Upload
from make.senders import MIB, NODE, Line, by_hand, by_tus_js, by_tuspy, go_on, tus_js, tuspy

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.kill,
    pytest.mark.usefixtures("quiet"),
]
CLIENTS = (by_tuspy, by_hand, *([by_tus_js] if NODE else []))  # without Node: in the browser only
MOMENTS = 10


@pytest.fixture(autouse=True)
def blobs(settings, site):
    """Give the folder of the blobs of the server, instead of one of the test alone."""
    settings.HOME = Home(site.home)
    return site.home / "blobs"


@pytest.fixture
def line(site, cookie):
    return Line(site.url, cookie)


@pytest.fixture
def ticket(person):
    """Issue a ticket, as the room's page would."""

    def issue():
        actor, now = Actor(person_id=person.pk), clock.now()
        until = now + timedelta(hours=1)
        return actions.allow("test", at_most_bytes=1 << 33, expires=until, by=actor, now=now)

    return issue


@pytest.fixture
def a_file(tmp_path):
    def write(size):
        path = tmp_path / f"{time.monotonic_ns()}.mp4"
        path.write_bytes(os.urandom(size))
        return path

    return write


def arrived(ticket, file):
    """Say whether the blob of a ticket is this very file, on disk and by name."""
    ticket.refresh_from_db()
    content = file.read_bytes()
    named = ticket.blob.sha256 == hashlib.sha256(content).hexdigest()
    return named and store.path_of(ticket.blob.sha256).read_bytes() == content


@pytest.mark.parametrize("send", CLIENTS)
def test_a_file_arrives_whole(line, ticket, a_file, send):
    mine, file = ticket(), a_file(3 * MIB + 17)

    send(line, mine, file)

    assert arrived(mine, file)


def test_a_piece_that_changed_on_the_way_is_not_taken(line, ticket, a_file):
    mine = ticket()
    with a_file(2 * MIB).open("rb") as stream:
        uploader = tuspy(line, mine, stream)
        uploader.retries = 0
        uploader.upload_chunk()
        uploader._BaseUploader__checksum_algorithm = lambda _: hashlib.sha256(b"other bytes")
        uploader._BaseUploader__checksum_algorithm_name = "sha256"

        with pytest.raises(TusUploadFailed) as refused:
            uploader.upload_chunk()

        assert refused.value.status_code == 460
        assert uploader.get_offset() == MIB


@pytest.mark.skipif(not NODE, reason="No Node here, and tuspy cannot give up.")
def test_given_up_nothing_is_left_of_it(line, ticket, a_file):
    mine = ticket()

    outcome = tus_js(line, mine, a_file(3 * MIB), stop_at=2 * MIB)

    assert outcome == {"given_up": 2 * MIB}
    assert not Upload.objects.filter(pk=mine.pk).exists()
    assert not store.part_of(mine.pk).exists()
    assert not Blob.objects.exists()


def test_after_its_term_an_upload_does_not_go_on(line, ticket, a_file):
    mine, file = ticket(), a_file(2 * MIB)
    url = f"{line.url}/uploads/{mine.pk}"
    with file.open("rb") as stream:
        tuspy(line, mine, stream).upload_chunk()
        Upload.objects.filter(pk=mine.pk).update(expires_at=clock.now())

        with pytest.raises(TusCommunicationError) as refused:
            tuspy(line, mine, stream, url=url)

    assert refused.value.status_code == 410
    if NODE:
        assert tus_js(line, mine, file, url=url) == {"failed": 410}


@pytest.mark.slow
def test_killed_at_ten_moments_nothing_acknowledged_is_lost(site, line, ticket, a_file):
    chance = SystemRandom()
    files = {ticket(): a_file(24 * MIB) for _ in CLIENTS}
    with ThreadPoolExecutor(len(CLIENTS)) as pool:
        sendings = [
            pool.submit(send, line, mine, file, pause=0.15)
            for send, (mine, file) in zip(CLIENTS, files.items(), strict=True)
        ]
        for _ in range(MOMENTS):
            time.sleep(chance.uniform(0.05, 0.4))
            before = dict(Upload.objects.values_list("pk", "offset"))
            site.kill()
            for upload in Upload.objects.all():
                assert queries.offset_of(upload) >= before[upload.pk]
            site.start()
        at_work = [not sending.done() for sending in sendings]
        for file in files.values():
            go_on(file).touch()

    assert [sending.result() for sending in sendings] == [None] * len(CLIENTS)
    assert all(at_work)
    assert all(arrived(mine, file) for mine, file in files.items())
