"""A database of its own for a bench: a server in a new home, all migrations, all places."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from kepu.cli.up.postgres import Server, prepare_roles
from kepu.core.home import OWNER, Home


@cache
def prepare() -> None:
    """Start the server, once for all benches of a run, and make Django ready to use it."""
    home = Home(Path(tempfile.mkdtemp(prefix="kepu-bench-")))
    os.environ |= {
        "KEPU_HOME": str(home.root),
        "KEPU_DATABASE_URL": home.database_url(OWNER),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    server = Server(home)
    server.start()
    atexit.register(shutil.rmtree, home.root, ignore_errors=True)
    atexit.register(server.stop)
    prepare_roles(home)

    from django import setup
    from django.core.management import call_command

    setup()
    call_command("migrate", verbosity=0)

    from kepu.cli.prepare import lay_out_static, load_places

    load_places()
    lay_out_static()
