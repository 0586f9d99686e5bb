"""The chain holds, and every way of breaking it shows."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from kepu.core.actor import Actor
from kepu.journal import actions, queries

pytestmark = pytest.mark.django_db
NOON = datetime(2022, 8, 11, 4, tzinfo=UTC)


@pytest.fixture
def five_lines():
    by = Actor.machine("setup")
    lines = [actions.record("work.see", by=by, now=NOON, on=("work", n)) for n in range(5)]
    actions.seal()
    return lines


def as_a_thief(statement):
    """Change the tables as somebody with the owner's password and no scruples would."""
    tables = ("journal_line", "journal_link")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def faults():
    return [(fault.seq, fault.says) for fault in queries.verify(now=NOON)[1]]


def test_an_untouched_chain_verifies(five_lines):
    assert queries.verify(now=NOON) == (5, [])


@pytest.mark.parametrize(
    "column",
    ["verb = 'work.hide'", "facts = '{\"a\": 1}'", "why = 'x'", "at = at + interval '1 ms'"],
)
def test_an_edited_line_is_found(five_lines, column):
    as_a_thief(f"UPDATE journal_line SET {column} WHERE id = {five_lines[2].pk}")

    assert faults() == [(3, "内容或顺序与封存时不同")]


def test_a_removed_line_is_found(five_lines):
    as_a_thief(f"DELETE FROM journal_line WHERE id = {five_lines[2].pk}")

    assert faults() == [(3, "日志行不见了")]


def test_a_removed_link_is_found(five_lines):
    as_a_thief("DELETE FROM journal_link WHERE seq = 3")

    assert (4, "缺少第 3 环") in faults()


def test_two_lines_that_changed_places_are_found(five_lines):
    a, b = five_lines[1].pk, five_lines[2].pk

    as_a_thief(
        f"UPDATE journal_line SET id = CASE id WHEN {a} THEN -1 ELSE {a} END WHERE id IN ({a},{b});"
        f"UPDATE journal_line SET id = {b} WHERE id = -1"
    )

    assert [seq for seq, _ in faults()] == [2, 3]


def test_a_line_left_unsealed_for_more_than_a_minute_is_found(five_lines):
    by = Actor.machine("setup")
    line = actions.record("work.see", by=by, now=NOON, on=("work", 9))

    late = queries.verify(now=NOON + timedelta(minutes=2))[1]

    assert [(fault.line_id, fault.says) for fault in late] == [(line.pk, "超过一分钟没有封存")]


def test_the_history_of_a_thing_is_newest_first(five_lines):
    by = Actor.machine("setup")
    newest = actions.record("work.see", by=by, now=NOON, on=("work", 0))

    assert [line.pk for line in queries.history("work", 0)] == [newest.pk, five_lines[0].pk]
