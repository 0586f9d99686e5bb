"""Homes for tests of commands: prepared once in a run, then copied."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kepu.core.home import Home
from make.home import prepared_home


@pytest.fixture(scope="session")
def master_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Make one home with all tables, places and static files."""
    return prepared_home(tmp_path_factory.mktemp("master"))


@pytest.fixture(scope="session")
def copied_home(master_home: Home) -> Callable[[Path], Home]:
    """Give every test that wants a prepared home one of its own."""

    def copy(folder: Path) -> Home:
        shutil.copytree(master_home.root, folder / "home", symlinks=True)
        (folder / "home").chmod(0o700)
        return Home(folder / "home")

    return copy
