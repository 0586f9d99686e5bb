"""Worker, web and PostgreSQL are killed while 200 files come in: all are kept, jobs done once."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from random import SystemRandom

import psycopg
import pytest
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError

from kepu.cli.up.postgres import address
from kepu.core.home import OWNER
from make.media import jpg
from make.running import FORGOTTEN, PACKAGE, running, until

pytestmark = [pytest.mark.kill, pytest.mark.slow]

DIFFERENT, TIMES = 20, 10
SENDERS, WAIT = 4, {409, 423}
TIERS, THUMBS = ["probe", "read", "scan"], ["thumb-1280", "thumb-320", "thumb-640"]
PARTS = {
    "web": ("granian", "kepu.config.front:app"),
    "worker": ("kepu.cli", "worker"),
    "database": ("bin/postgres", "-D"),
}
OURS = "task_name NOT IN (SELECT task_name FROM procrastinate_periodic_defers)"  # not the clock's
LEFT = f"SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND {OURS}"
FAILED = f"SELECT task_name FROM procrastinate_jobs WHERE status = 'failed' AND {OURS}"
UPLOADS = (
    "SELECT u.id::text, b.sha256, u.offset = u.length AND u.finished_at IS NOT NULL"
    " FROM media_upload u JOIN media_blob b ON b.id = u.blob_id"
)
SHEETS = (
    "SELECT b.sha256, array_agg(s.tier ORDER BY s.tier) FROM media_factsheet s"
    " JOIN media_blob b ON b.id = s.blob_id WHERE b.sha256 = ANY(%s) GROUP BY b.sha256"
)
RENDITIONS = (
    "SELECT b.sha256, array_agg(r.kind ORDER BY r.kind) FROM media_rendition r"
    " JOIN media_blob b ON b.id = r.source_id GROUP BY b.sha256"
)
LINES = (
    "SELECT verb, count(*) FROM journal_line"
    " WHERE verb IN ('blob.arrive', 'blob.measure', 'blob.render') GROUP BY verb"
)


def drawn():
    """Draw the pictures that are sent."""
    return [jpg(64, 48) for _ in range(DIFFERENT)]


def begin(site, contents):
    """Begin an upload for each; gives the cookie of who did, and what to send where."""
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    ran = subprocess.run(
        [sys.executable, "-m", "make.crowd"],
        env=kept | {"KEPU_HOME": str(site.home), "PYTHONPATH": f"{PACKAGE}:{PACKAGE / 'tests'}"},
        input=json.dumps([len(content) for content in contents]),
        capture_output=True,
        text=True,
        check=True,
    )
    begun = json.loads(ran.stdout)
    return begun["cookie"], dict(zip(begun["uploads"], contents, strict=True))


def deliver(site, cookie, upload, content):
    """Send a file until the server has acknowledged all of it."""
    client = TusClient(f"{site.url}/uploads/", headers={"Cookie": cookie})
    while True:
        try:
            stream, url = BytesIO(content), f"{site.url}/uploads/{upload}"
            client.uploader(file_stream=stream, url=url, upload_checksum=True).upload()
        except TusCommunicationError as error:
            if error.status_code and error.status_code < 500 and error.status_code not in WAIT:
                raise
            time.sleep(0.1)
        else:
            return


def all_done(home):
    """Say whether no job is left; what a dead worker held is found after 20 seconds."""
    with psycopg.connect(address(home, OWNER, "kepu"), autocommit=True) as owner:
        return owner.execute(LEFT).fetchone() == (0,)


def storm(site):
    """Kill each part twice, in any order, at any moment; the supervisor brings them back."""
    order = [*PARTS, *PARTS]
    SystemRandom().shuffle(order)
    for part in order:
        time.sleep(SystemRandom().uniform(0.3, 1))
        for pid in site.pids(*PARTS[part]):
            os.kill(pid, signal.SIGKILL)


def test_killed_all_over_nothing_is_lost_and_no_job_is_done_twice(
    copied_home, tmp_path, record_property
):
    home = copied_home(tmp_path)
    pictures = {hashlib.sha256(content).hexdigest(): content for content in drawn()}
    with running(home.root) as site:
        cookie, uploads = begin(site, [*pictures.values()] * TIMES)
        with ThreadPoolExecutor(SENDERS) as pool:
            coming = [pool.submit(deliver, site, cookie, *each) for each in uploads.items()]
            storm(site)
        assert [each.result() for each in coming] == [None] * len(uploads)
        record_property("seconds", round(until(lambda: all_done(home), 60), 2))

        with psycopg.connect(address(home, OWNER, "kepu")) as owner:
            arrived = owner.execute(UPLOADS).fetchall()
            sheets = dict(owner.execute(SHEETS, [list(pictures)]).fetchall())
            renditions = dict(owner.execute(RENDITIONS).fetchall())
            lines = dict(owner.execute(LINES).fetchall())
            failed = owner.execute(FAILED).fetchall()

    assert failed == []
    assert {upload: pictures[sha256] for upload, sha256, whole in arrived if whole} == uploads
    assert sheets == dict.fromkeys(pictures, TIERS)
    assert renditions == dict.fromkeys(pictures, THUMBS)
    assert lines == {
        "blob.arrive": len(uploads),
        "blob.measure": len(pictures) * len(TIERS),
        "blob.render": len(pictures),
    }
    for sha256, content in pictures.items():
        assert (home.blobs / sha256[:2] / sha256[2:4] / sha256).read_bytes() == content
    left = (home.blobs / "parts").iterdir()
    assert [part for part in left if part.is_file()] == []  # folders of killed jobs: swept nightly
