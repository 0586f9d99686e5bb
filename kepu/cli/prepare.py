"""``kepu prepare``: bring the database and the static files up to this version of the program."""

from __future__ import annotations

import gzip
from pathlib import Path

from kepu.cli.django import as_owner

MIGRATION_LOCK = 0x6B6D6967  # "kmig"
WORTH_PACKING = {".css", ".js", ".svg", ".json", ".txt", ".html"}


def main(argv: list[str]) -> int:  # noqa: ARG001 - takes no arguments
    """Migrate under a lock, so that of several machines one does it; then lay out static files."""
    as_owner()
    import django

    django.setup()
    migrate()
    lay_out_static()
    return 0


def migrate() -> None:
    """Run what migrations are missing, one machine at a time."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def lay_out_static() -> None:
    """Copy every room's static files under names with their hash, and pack them."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)
    for path in Path(settings.STATIC_ROOT).rglob("*"):
        packed = path.with_name(path.name + ".gz")
        old = packed.exists() and packed.stat().st_mtime >= path.stat().st_mtime
        if path.suffix in WORTH_PACKING and not old:
            packed.write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
