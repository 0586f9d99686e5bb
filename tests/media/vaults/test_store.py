"""An installation whose files lie elsewhere: in, measured, shown, out, collected, moved."""

import os
from datetime import timedelta
from io import BytesIO
from urllib.request import Request, urlopen

import pytest

from kepu.core.actor import Actor
from kepu.core.home import Home
from kepu.journal.models import Line
from kepu.media import actions, queries, store
from kepu.media.models import Blob, FactSheet
from kepu.media.send import send
from make import storage
from make.moments import NOON

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")
LATER = NOON + timedelta(days=31)


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = Home(tmp_path)


@pytest.fixture
def elsewhere(settings, bucket):
    settings.STORAGE_URL = bucket.url
    return bucket


def got(response, **headers):
    """Follow where an answer leads; gives status, headers and bytes."""
    with urlopen(Request(response["Location"], headers=headers)) as answer:  # noqa: S310
        return answer.status, answer.headers, answer.read()


def moved(target, source, *, remove=False):
    return actions.move(target, source, remove=remove, tell=lambda _: None, by=MEDIA, now=NOON)


def test_what_arrives_lies_elsewhere_and_is_measured(make, elsewhere):
    blob = make.blob(make.jpg(40, 30))

    assert [key.rpartition("/")[2] for key in elsewhere.objects()] == [blob.sha256]
    assert not store.path_of(blob.sha256).exists()
    assert queries.facts_of(blob).width == 40


def test_it_is_measured_and_drawn_from_a_copy_that_is_fetched_again(make, elsewhere, now):
    blob = make.blob()
    FactSheet.objects.all().delete()
    assert store.clear_copies(at_most=0) == 1

    actions.measure(blob, "probe", by=MEDIA, now=now)
    made = actions.render(blob, by=MEDIA, now=now)

    objects = elsewhere.objects()
    assert {one.made.sha256 for one in made} < {key.rpartition("/")[2] for key in objects}
    assert list((store.blobs() / "parts").iterdir()) == []


def test_copies_used_last_are_kept(make, elsewhere):
    for number, blob in enumerate([make.blob(b"a" * 10), make.blob(b"b" * 10)]):
        os.utime(store.blobs() / "copies" / blob.sha256, (number, number))

    assert store.clear_copies(at_most=10) == 1
    assert [path.name for path in (store.blobs() / "copies").iterdir()] == [blob.sha256]


def test_a_picture_is_shown_from_there_by_name_and_kind(make, elsewhere):
    content = make.jpg()
    answer = send(make.blob(content), "雷电.jpg", inline=True)

    status, headers, body = got(answer, Range="bytes=0-9")

    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")
    assert (status, body, headers["Content-Type"]) == (206, content[:10], "image/jpeg")
    assert headers["Content-Disposition"] == "inline; filename*=utf-8''%E9%9B%B7%E7%94%B5.jpg"


def test_what_might_run_is_handed_over_from_there_as_nothing_known(make, elsewhere):
    page = make.blob(b"<!doctype html><html><script>alert(1)</script></html>", "a.html")

    _, headers, _ = got(send(page, "a.html", inline=True))

    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["Content-Disposition"].startswith("attachment")


def test_what_is_still_on_the_disk_is_sent_from_there(make, settings, bucket):
    blob = make.blob()

    settings.STORAGE_URL = bucket.url

    assert send(blob, "a.jpg")["X-Accel-Redirect"].endswith(blob.sha256)


@pytest.mark.parametrize("ill", ["away", "broken"])
def test_while_it_is_away_nothing_is_taken_and_pages_live(make, client, settings, ill):
    with storage.broken_store() as broken:
        settings.STORAGE_URL = storage.address(broken if ill == "broken" else storage.nowhere())

        with pytest.raises(store.Away, match="文件没有收下"):
            make.blob()

        said = client.get("/readyz")
        assert (said.status_code, "暂时不能收文件" in said.content.decode()) == (200, True)
        assert client.get("/").status_code == 200
    assert not Blob.objects.exists()


def test_an_upload_that_came_whole_while_it_was_away_is_there_when_it_is_back(
    make, settings, bucket, now
):
    clerk = make.actor("clerk")
    ticket = make.ticket(by=clerk)
    ticket = actions.begin(ticket.pk, length=7, name="a.txt", by=clerk, now=now)
    part = store.part_of(ticket.pk)
    store.take(BytesIO(b"science"), part, at_most=7)
    settings.STORAGE_URL = storage.address(storage.nowhere())
    with pytest.raises(store.Away):
        actions.come(ticket, 7, by=clerk, now=now)
    ticket.refresh_from_db()
    kept = part.exists()

    settings.STORAGE_URL = bucket.url
    actions.come(ticket, 7, by=clerk, now=now)

    ticket.refresh_from_db()
    assert (kept, part.exists(), len(bucket.objects())) == (True, False, 1)
    assert ticket.blob.size == 7


def test_a_copy_that_is_not_to_be_had_leaves_the_probe_to_its_job(make, elsewhere, settings, now):
    blob = make.blob()
    FactSheet.objects.all().delete()
    store.clear_copies(at_most=0)
    settings.STORAGE_URL = storage.address(storage.nowhere())

    with pytest.raises(store.Away):
        actions.measure(blob, "probe", by=MEDIA, now=now)

    assert not FactSheet.objects.exists()


def test_what_nobody_uses_is_collected_there_too(make, elsewhere):
    make.blob()

    assert actions.collect(by=MEDIA, now=LATER) == 1
    assert elsewhere.objects() == []


def test_what_a_store_that_is_away_keeps_has_no_row_left(make, elsewhere, settings):
    make.blob()
    settings.STORAGE_URL = storage.address(storage.nowhere())

    assert actions.collect(by=MEDIA, now=LATER) == 1
    assert not Blob.objects.exists()


def test_a_lost_object_is_found_without_reading_the_others(make, elsewhere, now):
    lost, _ = make.blob(b"lost"), make.blob(b"kept")
    store.vault().remove(lost.sha256)

    assert actions.inspect(by=MEDIA, now=now) == [f"{lost.sha256} 文件不见了"]
    assert actions.sweep(by=MEDIA, now=now) == 0


def test_files_move_there_and_back_and_nothing_is_sent_twice(make, settings, bucket):
    blobs = [make.blob(name) for name in (b"one", b"two")]
    settings.STORAGE_URL = bucket.url
    there, here = store.bucket(), store.disk()

    first, again = moved(there, here), moved(there, here, remove=True)
    gone = [store.path_of(blob.sha256).exists() for blob in blobs]
    back = moved(here, there, remove=True)

    assert (first.moved, first.there, first.removed, first.size) == (2, 0, 0, 6)
    assert (again.moved, again.there, again.removed, gone) == (0, 2, 2, [False, False])
    assert (back.moved, back.removed, bucket.objects()) == (2, 2, [])
    assert [store.path_of(blob.sha256).read_bytes() for blob in blobs] == [b"one", b"two"]
    assert Line.objects.filter(verb="blob.move").count() == 3


def test_a_file_that_was_collected_meanwhile_is_passed_over(make, settings, bucket):
    _, second = make.blob(b"first"), make.blob(b"second")
    settings.STORAGE_URL = bucket.url

    def collect(_):
        Blob.objects.filter(pk=second.pk).delete()

    sides = store.bucket(), store.disk()
    done = actions.move(*sides, remove=False, tell=collect, by=MEDIA, now=NOON)

    assert (done.seen, len(bucket.objects())) == (1, 1)


def test_nothing_is_removed_that_is_not_whole_at_the_other_side(make, settings, bucket):
    sound, changed, lost = make.blob(b"sound"), make.blob(b"changed"), make.blob(b"lost")
    settings.STORAGE_URL = bucket.url
    there, here = store.bucket(), store.disk()
    there.put(sound.sha256, 5, store.path_of(sound.sha256))
    bucket.spoil(there.key(sound.sha256), b"SOUND")
    store.path_of(changed.sha256).write_bytes(b"CHANGED")
    store.path_of(lost.sha256).unlink()

    done = moved(there, here, remove=True)

    assert there.fault(sound.sha256, 5) == ""
    assert done.faults == [f"{changed.sha256} 内容已改变", f"{lost.sha256} 文件不见了"]
    assert store.path_of(changed.sha256).exists()
    assert (done.moved, done.removed, done.seen) == (1, 1, 3)
