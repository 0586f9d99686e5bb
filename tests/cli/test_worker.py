"""The worker over a real queue: nothing queued is lost, nothing rolled back is done."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from psycopg.types.json import Json

from kepu.cli.up.postgres import address
from kepu.core.home import APP, OWNER
from kepu.core.jobs import QUEUES
from make.home import served
from make.running import FORGOTTEN, PACKAGE, patient, until

pytestmark = pytest.mark.kill

DEFER = (
    "SELECT procrastinate_defer_jobs_v1("
    "ARRAY[ROW(%s, %s, 0, NULL, NULL, %s, NULL)]::procrastinate_job_to_defer_v1[])"
)
TRIES = (  # when it was begun, and for when the second time was planned
    "SELECT array_agg(e.at ORDER BY e.at), j.scheduled_at FROM procrastinate_jobs j"
    " JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'started'"
    " WHERE j.task_name = 'make.tasks.fail' GROUP BY j.id"
)
WORK = (  # the real worker, with the jobs of make.tasks known to it
    "from kepu.cli.django import set_up; set_up(); import make.tasks, asyncio, sys;"
    "from kepu.cli.worker import work; sys.exit(asyncio.run(work()))"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory, copied_home):
    home = copied_home(tmp_path_factory.mktemp("work"))
    with served(home):
        yield home


@pytest.fixture
def owner(home):
    with psycopg.connect(address(home, OWNER, "kepu"), autocommit=True) as owner:
        owner.execute("DELETE FROM procrastinate_jobs")
        owner.execute("DELETE FROM procrastinate_workers")
        yield owner


@contextmanager
def worker(home):
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    paths = {"KEPU_HOME": str(home.root), "PYTHONPATH": f"{PACKAGE}:{PACKAGE / 'tests'}"}
    process = subprocess.Popen(
        [sys.executable, "-c", WORK], env=kept | paths, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(patient(10))


def state_of(owner, task):
    query = "SELECT status::text, attempts FROM procrastinate_jobs WHERE task_name = %s"
    return owner.execute(query, [f"make.tasks.{task}"]).fetchone()


def queue(connection, queue, task, path):
    connection.execute(DEFER, [queue, f"make.tasks.{task}", Json({"path": str(path)})])


def test_what_was_committed_is_done_and_what_was_rolled_back_is_not(home, owner, tmp_path):
    done, undone = tmp_path / "done", tmp_path / "undone"
    with psycopg.connect(address(home, APP, "kepu")) as app:
        queue(app, "default", "note", undone)
        app.rollback()
        queue(app, "default", "note", done)

    with worker(home):
        until(lambda: state_of(owner, "note") is None, 20)

    assert done.read_text() == "noted\n"
    assert not undone.exists()


def test_what_a_job_queues_waits_for_the_end_of_its_transaction(home, owner, tmp_path):
    done, undone = tmp_path / "done", tmp_path / "undone"
    queue(owner, "default", "queue_at_leisure", done)
    queue(owner, "default", "queue_in_vain", undone)

    with worker(home):
        until(lambda: done.exists() and "noted" in done.read_text(), 20)
        until(lambda: state_of(owner, "queue_in_vain")[0] == "failed", 20)

        until(lambda: state_of(owner, "note") is None, 20)

    assert done.read_text().split() == ["committed", "noted"]
    assert not undone.exists()


def test_a_failure_is_tried_again_later_and_then_kept_for_the_operator(home, owner, tmp_path):
    queue(owner, "default", "fail", tmp_path / "tried")
    with worker(home):
        until(lambda: state_of(owner, "fail")[0] == "failed", 20)

    (first, again), due = owner.execute(TRIES).fetchone()
    assert first < due <= again
    assert due - first > timedelta(seconds=2)
    assert state_of(owner, "fail") == ("failed", 2)
    assert (tmp_path / "tried").read_text().split() == ["tried"] * 2


def test_a_job_whose_worker_was_killed_is_found_and_done(home, owner, tmp_path, record_property):
    path = tmp_path / "begun"
    queue(owner, "media", "hang_once", path)
    with worker(home) as first:
        until(path.exists, 20)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert state_of(owner, "hang_once") == ("doing", 0)
    owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1m'")

    with worker(home):
        took = until(lambda: state_of(owner, "hang_once") is None, 30)

    record_property("seconds", round(took, 2))
    assert path.read_text().split() == ["begun"] * 2


def write_and_wait(owner, limit):
    """Write a line to the journal; give the seconds until it is sealed."""
    unsealed = (
        "SELECT count(*) FROM journal_line l"
        " WHERE NOT EXISTS (SELECT 1 FROM journal_link k WHERE k.line_id = l.id)"
    )
    owner.execute(
        "INSERT INTO journal_line (verb, subject_kind, subject_id, duty, machine, request_id,"
        " facts, why, at) VALUES ('work.submit', 'work', '1', '', 't', '', '{}', '', now())"
    )
    return until(lambda: owner.execute(unsealed).fetchone() == (0,), limit)


def test_a_line_is_sealed_within_a_second(home, owner, record_property):
    with worker(home):
        write_and_wait(owner, 20)  # it has begun
        took = min(write_and_wait(owner, 5) for _ in range(3))

    record_property("seconds", round(took, 2))
    assert took < patient(1)


def test_lines_are_sealed_while_every_queue_is_full(home, owner, tmp_path):
    begun, over = tmp_path / "begun", tmp_path / "begun.over"
    places = [name for name, at_once in QUEUES.items() for _ in range(at_once)]
    for name in places:
        queue(owner, name, "hold_on", begun)

    with worker(home):
        until(lambda: begun.exists() and len(begun.read_text().split()) == len(places), 20)
        took = min(write_and_wait(owner, 20) for _ in range(3))
        over.touch()
        until(lambda: state_of(owner, "hold_on") is None, 20)

    assert took < patient(1)


def test_asked_to_stop_it_stops_in_time(home, owner):
    with worker(home) as process:
        fresh = (
            "SELECT count(*) FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - interval '9 s'"
        )
        until(lambda: owner.execute(fresh).fetchone()[0] >= len(QUEUES), 20)
        process.send_signal(signal.SIGTERM)

        until(lambda: process.poll() is not None, 4)

    assert process.returncode == 0
