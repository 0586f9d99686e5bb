"""The database of a test run: a home of its own, told to the settings before anyone reads them.

A plugin (``-p make.database``), since pytest-django reads the settings before any conftest.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from kepu.core.home import OWNER, Home

HOME = Home(Path(tempfile.mkdtemp(prefix="kepu-test-")))
GIVEN = os.environ.get("KEPU_TEST_DATABASE_URL")  # a server that is there already

os.environ["KEPU_HOME"] = str(HOME.root)
os.environ["KEPU_DATABASE_URL"] = GIVEN or HOME.database_url(OWNER)
atexit.register(shutil.rmtree, HOME.root, ignore_errors=True)
