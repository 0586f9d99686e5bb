"""Journeys run in a real browser: ``visit`` and ``browser_page`` come from ``make.browser``.

``visit`` opens pages of the live server, whose jobs nobody does; ``site`` is the real web server
with a real worker, ``enter`` logs somebody in there.
"""

import pytest

from kepu.core.home import Home
from kepu.people.models import Person
from make.browser import as_reader
from make.people import PASSWORD
from make.web import web

REAL_HASHER = "django.contrib.auth.hashers.Argon2PasswordHasher"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as a journey."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture
def site(settings, tmp_path, transactional_db):
    """Serve the database of the test by a real web server, with a real worker beside it.

    Ask for it before anybody is registered: from then on passwords are hashed as it knows them.
    """
    settings.PASSWORD_HASHERS = [REAL_HASHER]
    settings.HOME = Home(tmp_path / "home")
    with web(settings.HOME.root, static=True, worker=True) as site:
        yield site


@pytest.fixture
def enter(chromium, site):
    """Log the holder of an appointment in on ``site``, on a screen of their own."""
    contexts = []

    def as_holder(hat, **reader):
        context = as_reader(chromium, site.url, **reader)
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.get_by_label("登录名").fill(Person.objects.get(pk=hat.person_id).login)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_label("密码").press("Enter")
        page.wait_for_url("**/desk/**")
        return page

    yield as_holder
    for context in contexts:
        context.close()
