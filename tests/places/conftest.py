"""The whole country, loaded once for a module that is about it."""

import pytest
from django.db import connection, transaction

from kepu.core.actor import Actor
from kepu.places.actions import load_country
from make.moments import NOON


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """Load the frozen country, have the planner know how large it is, undo it all at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        changed = load_country(by=Actor.machine("setup"), now=NOON)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE places_place")
        yield changed
        transaction.set_rollback(True)
