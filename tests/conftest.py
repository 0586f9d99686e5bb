"""What every test may ask for: the database server, and many connections at one instant."""

import gc
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, settings

import make as builders
from kepu.cli.up.postgres import Server
from make.database import GIVEN, HOME

if TYPE_CHECKING:
    from kepu.places.models import Place

pytest_plugins = ["make.browser"]
# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("kepu", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kepu")


def pytest_collection_finish() -> None:
    """Look for garbage among what tests leave, not among all that was imported before them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "max_connections": "260",  # 200 at one instant, and what else runs
}


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """Start the server once for the whole run; the owner's role may make databases."""
    if GIVEN:
        yield
        return
    server = Server(HOME, FORGETFUL)
    server.start()
    yield
    server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_server: None) -> None:
    """Have the server up before pytest-django makes its database."""


@pytest.fixture
def at_once(transactional_db: None) -> Callable[[int, Callable[[], Any]], list[Any]]:
    """Run an action on n real connections at the same instant; answers and errors in order."""

    def run(n: int, action: Callable[[], Any]) -> list[Any]:
        gate, results = threading.Barrier(n), [None] * n

        def one(place: int) -> None:
            try:
                connection.ensure_connection()
                gate.wait(timeout=300)
                results[place] = action()
            except Exception as error:  # noqa: BLE001 - the test judges it
                results[place] = error
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=(place,)) for place in range(n)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run


@pytest.fixture
def make() -> ModuleType:
    """Give the builders: ``make.place("洛阳市")``."""
    return builders


@pytest.fixture
def now() -> datetime:
    """Give the instant of the test: noon of the day the Henan call opened."""
    return builders.NOON


@pytest.fixture
def province(db: None) -> "Place":
    """Load a small tree of places: 河南省, two cities, their counties, 济源市."""
    return builders.province()
