"""``kepu restore``: a backup file into an empty home."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tarfile
from pathlib import Path

from kepu.cli.database import database, run_tool
from kepu.cli.refusals import CannotStart
from kepu.cli.saving.archive import ABOUT, DUMP, FORMAT, MANIFEST, broken, members, unpack
from kepu.cli.up.postgres import SUPERUSER, address
from kepu.core.home import OWNER, Home


def main(argv: list[str]) -> int:
    """Unpack and check every hash first; the database is filled only from a whole backup."""
    parser = argparse.ArgumentParser(prog="kepu restore", description="把备份恢复到新的数据文件夹")
    parser.add_argument("file", type=Path, help="kepu backup 做的备份文件")
    source: Path = parser.parse_args(argv).file
    home = Home.of_environment()
    try:
        count = restore(home, source)
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"已恢复到 {home.root}（{count} 个文件，全部核对无误）。现在可以运行 kepu up。")
    return 0


def restore(home: Home, source: Path) -> int:
    """Fill an empty home; a failure leaves it empty again."""
    if home.root.exists() and any(home.root.iterdir()):
        raise CannotStart(
            "没有恢复",
            why=f"{home.root} 不是空的",
            cure="用 KEPU_HOME 指明一个新的文件夹，已有的数据不会被覆盖",
        )
    home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        count = unpack_all(home, source)
        with database(home):
            fill(home)
    except BaseException:
        shutil.rmtree(home.root, ignore_errors=True)
        raise
    (home.root / DUMP).unlink()
    return count


def unpack_all(home: Home, source: Path) -> int:
    """Put every file in its place and hold it against the manifest."""
    hashes: dict[str, str] = {}
    promised: dict[str, str] | None = None
    try:
        with source.open("rb") as file:
            for name, content in members(file):
                if name == ABOUT:
                    check_format(json.load(content)["format"])
                elif name == MANIFEST:
                    promised = json.load(content)["sha256"]
                else:
                    hashes[name] = unpack(content, home.root / name)
    except (OSError, tarfile.TarError) as error:
        raise broken(f"{source}：{error}") from error
    if promised is None:
        raise broken("它不完整，没有结尾的清单")
    if hashes != promised:
        wrong = sorted(name for name in hashes | promised if hashes.get(name) != promised.get(name))
        raise broken(f"{len(wrong)} 个文件与清单不符，例如 {wrong[0]}")
    return len(hashes)


def check_format(theirs: int) -> None:
    """Refuse a backup that a newer program made."""
    if theirs > FORMAT:
        raise broken("它由更新的版本做成")


def fill(home: Home) -> None:
    """Fill the database in one transaction; on the embedded server everything keeps its owner."""
    if os.environ.get("KEPU_DATABASE_URL"):
        where, words = home.database_url(OWNER), ["--no-owner"]
    else:
        where, words = address(home, SUPERUSER, "kepu"), []
    run_tool(
        "pg_restore",
        *("--exit-on-error", "--single-transaction", "--dbname=kepu"),
        *words,
        home.root / DUMP,
        address=where,
    )
