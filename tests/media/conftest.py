"""Each test of files has a store of its own; tests from outside share one real web server."""

import pytest
from django.conf import settings as given

from kepu.core.home import Home
from make.web import web


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
def person(make):
    return make.person()


@pytest.fixture
def cookie(client, person):
    """Log the person in; give what their browser would send."""
    client.force_login(person)
    return f"{given.SESSION_COOKIE_NAME}={client.cookies[given.SESSION_COOKIE_NAME].value}"
