"""Each test has a bucket of its own in one running server."""

from itertools import count

import pytest

from make import storage

numbers = count(1)


@pytest.fixture(scope="session")
def endpoint():
    with storage.served_store() as endpoint:
        yield endpoint


@pytest.fixture
def bucket(endpoint):
    return storage.Store(endpoint, f"kepu-{next(numbers)}")
