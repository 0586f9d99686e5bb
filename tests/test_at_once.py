"""The tools of the tests themselves: many connections at one instant."""

from django.db import connection


def test_at_once_runs_on_connections_of_its_own(at_once):
    def which():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    assert len(set(at_once(4, which))) == 4


def test_at_once_gives_errors_back_in_order(at_once):
    assert [type(result) for result in at_once(2, lambda: 1 / 0)] == [ZeroDivisionError] * 2
