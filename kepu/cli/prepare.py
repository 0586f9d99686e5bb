"""``kepu prepare``: bring the database and the static files up to this version of the program."""

from __future__ import annotations

import gzip
import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from sysconfig import get_path

import kepu
from kepu.cli.django import as_owner
from kepu.cli.refusals import CannotStart
from kepu.core.home import Home

MIGRATION_LOCK = 0x6B6D6967  # "kmig"
WORTH_PACKING = {".css", ".js", ".svg", ".json", ".txt", ".html"}
PACKAGE = Path(kepu.__file__).parent


def main(argv: list[str]) -> int:  # noqa: ARG001 - takes no arguments
    """Migrate under a lock, so that of several machines one does it; then lay out static files."""
    as_owner()
    import django

    django.setup()
    home = Home.of_environment()
    try:
        migrate()
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    load_places()
    lay_out_static()
    (home.root / "prepared").write_text(version())
    return 0


def is_prepared(home: Home) -> bool:
    """Tell whether this very version of the program has prepared this home before."""
    try:
        return (home.root / "prepared").read_text() == version()
    except FileNotFoundError:
        return False


def version() -> str:
    """Sum up what preparing depends on: our migrations, static files, places; others' releases."""
    ours = (
        path for kind in ("migrations", "static", "data") for path in PACKAGE.glob(f"*/{kind}/**/*")
    )
    facts = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(ours)]
    theirs = sorted(each.name for each in Path(get_path("purelib")).glob("*.dist-info"))
    return hashlib.sha256(repr((facts, theirs)).encode()).hexdigest()


def migrate() -> None:
    """Run what migrations are missing, one machine at a time."""
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        refuse_newer()
        call_command("migrate", interactive=False, verbosity=0)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def refuse_newer() -> None:
    """Refuse a database that a newer version of this program has changed."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations) | set(loader.replacements)
    rooms = {label for label, _ in known}
    if newer := {name for name in loader.applied_migrations if name[0] in rooms} - known:
        room, name = min(newer)
        raise CannotStart(
            "数据比程序新",
            why=f"数据库已由更新的版本升级（{room} {name}），本程序不认识",
            cure="安装不低于原来的版本；或用 kepu restore 恢复升级前的备份",
        )


def load_places() -> None:
    """Load the country's places, if this version knows others than the database; seal the line."""
    from kepu.core.actor import Actor
    from kepu.journal import actions as journal
    from kepu.places import actions

    actions.load_country(by=Actor.machine("setup"), now=datetime.now(UTC))  # noqa: TID251 - the edge
    journal.seal()


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
