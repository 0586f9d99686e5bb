"""The database for a command (数据库): the one that runs, or started for as long as it takes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from kepu.cli.refusals import CannotStart
from kepu.cli.up import lock
from kepu.cli.up.footing import binaries
from kepu.cli.up.postgres import Server
from kepu.core.home import Home

VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
}


@contextmanager
def database(home: Home) -> Iterator[None]:
    """Have the database there: somebody's server, the one of ``kepu up``, or one of our own."""
    if os.environ.get("KEPU_DATABASE_URL") or lock.is_held(home):
        yield
        return
    held = lock.take(home, f"进程 {os.getpid()}，正在备份或恢复")
    server = Server(home)
    server.start()
    try:
        yield
    finally:
        server.stop()
        os.close(held)


def run_tool(name: str, *words: str | Path, address: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, not by ``ps``."""
    parts = conninfo_to_dict(address)
    given = {variable: str(parts[key]) for key, variable in VARIABLES.items() if parts.get(key)}
    ran = subprocess.run(
        [binaries() / name, *map(str, words)],
        env=os.environ | given,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode != 0:
        raise CannotStart(
            f"{name} 没有做完",
            why=ran.stderr.strip()[-500:] or "没有说明",
            cure="数据库不是内置的，则用 KEPU_PG_BIN 指明与它同一版本的程序",
        )
