"""Each test of files has a store of its own."""

import pytest

from kepu.core.home import Home


@pytest.fixture(autouse=True)
def blobs(settings, tmp_path):
    """Give the folder of the blobs."""
    settings.HOME = Home(tmp_path)
    return tmp_path / "blobs"
