"""Statements that the database plans once."""

from uuid import UUID

import pytest
from django.db import connection

from kepu.core import planned

pytestmark = pytest.mark.django_db
KEY = UUID(int=7)


def test_values_arrive_as_what_they_are(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = planned.rows("SELECT %s::uuid, %s::text, now()", [KEY, "雷雨' --"])

    ((key, text, at),) = found
    assert (key, text, at.utcoffset() is not None) == (KEY, "雷雨' --", True)


def test_what_is_asked_often_is_planned_once():
    for number in range(20):
        assert planned.rows("SELECT %s::int + 1 AS next", [number]) == [(number + 1,)]

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans, custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE '%%+ 1 AS next' "
        )
        ((kept, anew),) = cursor.fetchall()
    assert kept > 0
    assert anew <= 5
