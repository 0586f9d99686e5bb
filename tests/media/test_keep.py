"""Keeping house: what ended, what nobody uses, what is not what it was."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection

from kepu.checks.models import Judgement
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, jobs, store
from kepu.media.models import Blob, Upload
from make.moments import NOON

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")
LATER = NOON + timedelta(days=31)


def stray(blobs, name, *, age=0):
    path = blobs / "parts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"left")
    os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    return path


def test_an_upload_that_did_not_come_is_cleared_away(make, blobs):
    ticket = make.ticket()
    stray(blobs, ticket.pk.hex)

    assert actions.expire(by=MEDIA, now=NOON + timedelta(hours=2)) == 1
    assert not Upload.objects.exists()
    assert not store.part_of(ticket.pk).exists()


def test_an_upload_in_its_term_and_one_that_came_stay(make):
    make.ticket()
    make.blob()

    assert actions.expire(by=MEDIA, now=NOON + timedelta(minutes=59)) == 0
    assert Upload.objects.count() == 2


def test_a_finished_upload_outlives_its_term(make):
    make.blob()

    assert actions.expire(by=MEDIA, now=LATER) == 0


def test_what_a_killed_request_left_is_swept(make, blobs, now):
    ticket = make.ticket()
    week = 7 * 86400
    old, fresh = stray(blobs, uuid4().hex, age=week), stray(blobs, uuid4().hex)
    coming = stray(blobs, ticket.pk.hex, age=week)
    (blobs / "parts" / "folder").mkdir()
    os.utime(blobs / "parts" / "folder", (0, 0))

    assert actions.sweep(by=MEDIA, now=now) == 2
    assert [path.exists() for path in (old, fresh, coming)] == [False, True, True]


def test_where_nothing_ever_came_there_is_nothing_to_sweep(now):
    assert actions.sweep(by=MEDIA, now=now) == 0


def test_a_blob_that_nobody_uses_is_collected_after_a_month(make):
    blob = make.blob()

    assert actions.collect(by=MEDIA, now=NOON + timedelta(days=29)) == 0
    assert actions.collect(by=MEDIA, now=LATER) == 1
    assert not store.path_of(blob.sha256).exists()
    assert Line.objects.get(verb="blob.collect").facts["size"] == blob.size


def test_a_blob_that_a_room_points_to_stays(make):
    blob = make.blob()
    make.file_ref(blob)

    assert actions.collect(by=MEDIA, now=LATER) == 0
    assert store.path_of(blob.sha256).exists()


def test_what_was_made_stays_as_long_as_its_source_and_goes_after_it(make):
    blob = make.blob(make.jpg(2000, 1500))
    actions.render(blob, by=MEDIA, now=NOON)
    file_ref = make.file_ref(blob)
    used = actions.collect(by=MEDIA, now=LATER)

    Judgement.objects.filter(file_ref=file_ref).delete()
    actions.collect(by=MEDIA, now=LATER)
    actions.collect(by=MEDIA, now=LATER)

    assert used == 0
    assert not Blob.objects.exists()


def test_the_same_bytes_handed_in_again_start_a_new_month(make, now):
    blob = make.blob(b"again")
    Upload.objects.update(finished_at=LATER - timedelta(days=1))

    assert actions.collect(by=MEDIA, now=LATER) == 0
    assert Blob.objects.get() == blob


def test_who_points_to_a_collected_blob_is_refused_by_the_database(make):
    blob, kept = make.blob(), make.file_ref()
    actions.collect(by=MEDIA, now=LATER)
    judgement = Judgement.objects.get(file_ref=kept)
    judgement.blob_id = blob.pk
    judgement.save()

    with pytest.raises(IntegrityError):
        connection.check_constraints()


def test_bytes_that_come_back_while_they_are_collected_are_there_afterwards(make, at_once):
    make.blob(b"coming and going")
    turns = iter(["collect", "bring", "collect", "bring"])

    def collect_or_bring():
        if next(turns) == "collect":
            return actions.collect(by=MEDIA, now=LATER)
        return make.blob(b"coming and going")

    results = at_once(4, collect_or_bring)

    assert not [result for result in results if isinstance(result, Exception)]
    for blob in Blob.objects.all():
        assert store.path_of(blob.sha256).read_bytes() == b"coming and going"


def test_a_sound_store_has_no_faults(make, now):
    make.blob()

    assert actions.inspect(by=MEDIA, now=now) == []
    assert Line.objects.get(verb="blob.inspect").facts["count"] == 0


def test_damage_is_found_and_named(make, now):
    lost, short, changed = make.blob(b"lost"), make.blob(b"short"), make.blob(b"changed")
    store.path_of(lost.sha256).unlink()
    store.path_of(short.sha256).write_bytes(b"shor")
    store.path_of(changed.sha256).write_bytes(b"CHANGED")

    faults = actions.inspect(by=MEDIA, now=now)

    assert faults == [
        f"{lost.sha256} 文件不见了",
        f"{short.sha256} 大小不对",
        f"{changed.sha256} 内容已改变",
    ]


def test_the_clock_calls_each_of_them(make):
    store.path_of(make.blob(b"lost").sha256).unlink()

    for job in (jobs.expire, jobs.collect, jobs.sweep, jobs.inspect):
        job(timestamp=0)

    assert not Blob.objects.exists()
