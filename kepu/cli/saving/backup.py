"""``kepu backup``: everything of one home in one file, while the site goes on."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import kepu
from kepu.cli.database import database, run_tool
from kepu.cli.refusals import CannotStart
from kepu.cli.saving.archive import ABOUT, DUMP, FORMAT, Writer
from kepu.core.home import OWNER, Home

MIB = 2**20
PASSING = {"parts", "copies"}


def main(argv: list[str]) -> int:
    """Write the backup beside its final name, and give it the name when it is whole."""
    parser = argparse.ArgumentParser(prog="kepu backup", description="备份到一个文件")
    parser.add_argument("file", type=Path, help="备份文件（不能是已有的文件）")
    target: Path = parser.parse_args(argv).file.absolute()
    home = Home.of_environment()
    try:
        count = back_up(home, target)
    except CannotStart as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"已备份到 {target}（{target.stat().st_size / MIB:.1f} MB，{count} 个文件）")
    if os.environ.get("KEPU_STORAGE_URL"):
        print("对象存储里的文件不在这份备份里，请用对象存储自己的版本或复制功能保管。")
    print("备份里有密钥，请像保管密码一样保管它。")
    return 0


def back_up(home: Home, target: Path) -> int:
    """Dump the database first: what its rows name is then among the blobs for certain."""
    if target.exists():
        raise CannotStart("没有备份", why=f"{target} 已存在", cure="换一个文件名")
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder, database(home):
            dump = Path(folder) / DUMP
            run_tool("pg_dump", "--format=custom", "--file", dump, address=home.database_url(OWNER))
            count = write(home, dump, part)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    return count


def write(home: Home, dump: Path, part: Path) -> int:
    """Stream everything into the file, and see it on the disk."""
    with part.open("wb") as file:
        writer = Writer(file)
        made = time.strftime("%Y-%m-%dT%H:%M:%S%z")
        writer.add_json(ABOUT, {"format": FORMAT, "kepu": kepu.__version__, "made": made})
        for secret in sorted((home.root / "secrets").iterdir()):
            writer.add(f"secrets/{secret.name}", secret)
        writer.add(DUMP, dump)
        for blob in whole_blobs(home):
            writer.add(f"blobs/{blob.relative_to(home.blobs).as_posix()}", blob)
        writer.close()
        file.flush()
        os.fsync(file.fileno())
    return len(writer.hashes)


def whole_blobs(home: Home) -> list[Path]:
    """List the blobs, without parts of uploads on their way and copies of what lies elsewhere."""
    files = (path for path in home.blobs.rglob("*") if path.is_file())
    return sorted(path for path in files if path.relative_to(home.blobs).parts[0] not in PASSING)
