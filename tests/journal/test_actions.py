"""One line an action; what follows, follows in the same transaction."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kepu.core.actor import NOBODY, Actor
from kepu.journal import actions, follow
from kepu.journal.models import Line

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 8, 11, 4, tzinfo=UTC)
SETUP = Actor.machine("setup")


@pytest.fixture
def followed(monkeypatch):
    seen = []

    def follower(subject_id, *, by, now, cause):
        seen.append((subject_id, by.machine_name, now, cause.verb))

    monkeypatch.setattr(follow, "_tables", {"at_once": {("case.pass", "work"): "x"}, "later": {}})
    monkeypatch.setattr(follow, "import_string", lambda _: follower)
    return seen


def test_a_line_says_who_did_what_to_what_and_why():
    by = Actor(person_id=uuid4(), duty="officer", org_id=uuid4(), request_id="abc")

    line = actions.record("work.see", by=by, now=NOON, on=("work", 7), why="核对", colour="red")

    line.refresh_from_db()
    assert (line.verb, line.subject_kind, line.subject_id) == ("work.see", "work", "7")
    assert (line.person_id, line.duty, line.org_id) == (by.person_id, by.duty, by.org_id)
    assert (line.why, line.facts, line.at) == ("核对", {"colour": "red"}, NOON)


def test_nobody_can_act():
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.record("work.see", by=NOBODY, now=NOON, on=("work", 7))


def test_the_follower_runs_with_the_line_as_its_cause(followed):
    actions.record("case.pass", by=SETUP, now=NOON, on=("work", 7))

    assert followed == [("7", "flow", NOON, "case.pass")]


def test_a_verb_on_another_kind_of_subject_has_no_follower(followed):
    actions.record("case.pass", by=SETUP, now=NOON, on=("station", 7))

    assert followed == []


def test_a_follower_that_refuses_undoes_the_line(monkeypatch):
    def follower(subject_id, *, by, now, cause):
        raise LookupError(subject_id)

    monkeypatch.setattr(follow, "_tables", {"at_once": {("a.b", "work"): "x"}, "later": {}})
    monkeypatch.setattr(follow, "import_string", lambda _: follower)

    with pytest.raises(LookupError), transaction.atomic():
        actions.record("a.b", by=SETUP, now=NOON, on=("work", 7))

    assert not Line.objects.exists()


def test_all_jobs_that_follow_are_queued_in_one_statement():
    with CaptureQueriesContext(connection) as asked:
        actions.record("blob.arrive", by=SETUP, now=NOON, on=("blob", uuid4()))

    (queued,) = [query["sql"] for query in asked if "procrastinate_defer_jobs" in query["sql"]]
    assert queued.count("media.jobs.") == 4


def test_a_line_is_sealed_once():
    for number in range(3):
        actions.record("work.see", by=SETUP, now=NOON, on=("work", number))

    assert [actions.seal(), actions.seal()] == [3, 0]


def test_sealing_never_looks_at_what_is_sealed():
    actions.record("work.see", by=SETUP, now=NOON, on=("work", 7))
    actions.seal()

    with CaptureQueriesContext(connection) as asked:
        actions.seal()

    assert not [query for query in asked if '"journal_line"' in query["sql"]]


def test_a_line_that_was_written_past_our_code_is_sealed_too():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_line (verb, subject_kind, subject_id, duty, machine, request_id,"
            " facts, why, at) VALUES ('work.see', 'work', '7', '', 'hand', '', '{}', '', now())"
        )

    assert actions.seal() == 1


@pytest.mark.parametrize("change", ["UPDATE {} SET {}", "DELETE FROM {}"])
@pytest.mark.parametrize(
    ("table", "column"), [("journal_line", "verb = 'x'"), ("journal_link", "seq = seq + 1")]
)
def test_lines_and_links_cannot_be_changed_or_removed(change, table, column):
    actions.record("work.see", by=SETUP, now=NOON, on=("work", 7))
    actions.seal()

    with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(change.format(table, column))


def test_a_second_sealer_waits_for_nobody():
    actions.record("work.see", by=SETUP, now=NOON, on=("work", 7))
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [actions.SEALER_LOCK])

    sealed = actions.seal()
    other.close()

    assert sealed == 0
