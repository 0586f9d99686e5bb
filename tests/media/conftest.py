"""Each test of files has a store of its own; tests from outside share one real web server."""

import time

import pytest
from django.conf import settings as given
from django.db import connection

from kepu.core.home import Home
from make.web import web

QUIET = 10  # looks in a row, 20 ms apart, at which nobody was at work
AT_WORK = (
    "select count(*) from pg_stat_activity where datname = current_database()"
    " and pid <> pg_backend_pid() and state <> 'idle'"
)


@pytest.fixture(autouse=True)
def blobs(settings, tmp_path):
    """Give the folder of the blobs."""
    settings.HOME = Home(tmp_path)
    return tmp_path / "blobs"


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """Serve for the tests of a module, over the database of the tests."""
    with django_db_blocker.unblock(), web(tmp_path_factory.mktemp("home")) as site:
        yield site


@pytest.fixture
def quiet(db):
    """Empty the tables only when the server has ended what a broken line left it to do."""
    yield
    still, end = 0, time.monotonic() + 60
    while still < QUIET and time.monotonic() < end:
        with connection.cursor() as cursor:
            cursor.execute(AT_WORK)
            still = 0 if cursor.fetchone()[0] else still + 1
        time.sleep(0.02)


@pytest.fixture
def person(make):
    return make.person()


@pytest.fixture
def cookie(client, person):
    """Log the person in; give what their browser would send."""
    client.force_login(person)
    return f"{given.SESSION_COOKIE_NAME}={client.cookies[given.SESSION_COOKIE_NAME].value}"
