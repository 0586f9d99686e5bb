"""``kepu doctor``: look at one installation and say of each thing whether it is well."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import psycopg

from kepu.cli.jobs import connected
from kepu.cli.prepare import is_prepared
from kepu.cli.refusals import CannotStart
from kepu.cli.up import lock
from kepu.core.home import Home
from kepu.media.vaults import reach
from kepu.media.vaults.address import Address, BadAddress

GIB = 2**30
LITTLE, TOO_LITTLE = 5 * GIB, 1 * GIB
OLDEST_POSTGRES = 150000
SILENT_AFTER = 30  # seconds without a heartbeat


class Level(StrEnum):
    """How bad it is."""

    OK = "正常"
    WARN = "注意"
    BAD = "有误"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at, and what to do about it."""

    level: Level
    what: str
    says: str
    cure: str = ""

    def __str__(self) -> str:
        cure = f"\n          办法：{self.cure}" if self.cure and self.level != Level.OK else ""
        return f"[{self.level}]  {self.what}：{self.says}{cure}"


def main(argv: list[str]) -> int:  # noqa: ARG001 - takes no arguments
    """Print every finding; exit with 1 when something is bad."""
    home = Home.of_environment()
    findings = []
    for finding in look(home):
        print(finding)
        findings.append(finding)
    return int(any(finding.level == Level.BAD for finding in findings))


def look(home: Home) -> Iterator[Finding]:
    """Look at the machine first, then at the database if it answers."""
    yield python()
    if not home.root.exists():
        yield Finding(
            Level.BAD, "数据文件夹", f"没有 {home.root}", "运行 kepu up，或改正 KEPU_HOME"
        )
        return
    yield space(home)
    yield modes(home)
    yield running(home)
    yield names()
    yield prepared(home)
    yield storage(home)
    try:
        with connected(home) as connection:
            yield from database(connection)
    except CannotStart as refusal:
        yield Finding(Level.BAD, "数据库", str(refusal).splitlines()[1].strip(), "先运行 kepu up")


def python() -> Finding:
    level = Level.OK if sys.version_info >= (3, 11) else Level.BAD
    return Finding(level, "Python", platform.python_version(), "安装 Python 3.11 或更新的版本")


def space(home: Home) -> Finding:
    free = shutil.disk_usage(home.root).free
    level = Level.OK if free >= LITTLE else Level.WARN if free >= TOO_LITTLE else Level.BAD
    return Finding(level, "磁盘", f"剩余 {free / GIB:.1f} GB", "腾出空间，或把数据移到更大的磁盘")


def modes(home: Home) -> Finding:
    """See that nobody else on the machine can read the secrets."""
    paths = [home.root / "secrets", *(home.root / "secrets").glob("*")]
    opened = [path for path in paths if path.exists() and path.stat().st_mode & 0o077]
    if opened:
        says = f"{opened[0]} 可以被别的用户读取"
        return Finding(Level.BAD, "密钥", says, f"chmod -R go= {home.root / 'secrets'}")
    return Finding(Level.OK, "密钥", f"{len(paths) - 1} 个，只有本用户可读")


def running(home: Home) -> Finding:
    if lock.is_held(home):
        return Finding(Level.OK, "运行", Path(home.root / "lock").read_text())
    if os.environ.get("KEPU_DATABASE_URL"):
        return Finding(Level.OK, "运行", "这台机器上没有 kepu up（使用别处的数据库）")
    return Finding(Level.WARN, "运行", "kepu up 没有运行", "运行 kepu up")


def names() -> Finding:
    """See that a site of the outside world answers to its own names only."""
    if os.environ.get("KEPU_HOSTS", "*") != "*":
        return Finding(Level.OK, "域名", os.environ["KEPU_HOSTS"])
    says = "没有设置 KEPU_HOSTS，任何域名都会应答"
    return Finding(Level.WARN, "域名", says, "对外提供服务前设置，如 KEPU_HOSTS=kepu.example.org")


def prepared(home: Home) -> Finding:
    """See that database and static files are those of this version."""
    if is_prepared(home):
        return Finding(Level.OK, "升级", "数据库结构和静态文件与程序一致")
    return Finding(Level.WARN, "升级", "程序更新后还没有整理", "运行 kepu prepare，或重启 kepu up")


def storage(home: Home) -> Finding:
    """See that the store of the files answers, wherever it is."""
    url = os.environ.get("KEPU_STORAGE_URL", "")
    if not url:
        return Finding(Level.OK, "文件存储", f"本机 {home.blobs}")
    try:
        fault, where = reach(url).check(), Address.of(url).endpoint
    except BadAddress as bad:
        return Finding(Level.BAD, "文件存储", str(bad), "改正 KEPU_STORAGE_URL")
    if fault:
        cure = "看对象存储是否在运行、密钥和桶名对不对；恢复以前不能上传，网页照常"
        return Finding(Level.BAD, "文件存储", fault, cure)
    return Finding(Level.OK, "文件存储", f"对象存储 {where} 有应答")


def database(connection: psycopg.Connection) -> Iterator[Finding]:
    """Ask the database about itself, the queue and the journal."""
    version = connection.info.server_version
    level = Level.OK if version >= OLDEST_POSTGRES else Level.BAD
    yield Finding(level, "数据库", f"PostgreSQL {version // 10000}", "需要 PostgreSQL 15 或更新")
    if one(connection, "SELECT to_regclass('journal_line') IS NULL"):
        yield Finding(Level.BAD, "数据表", "还没有建立", "运行 kepu prepare")
        return
    yield role(connection)
    yield worker(connection)
    yield failed(connection)
    yield unmade(connection)
    yield sealed(connection)


def role(connection: psycopg.Connection) -> Finding:
    """See that the site's role cannot rewrite the journal."""
    may = one(
        connection,
        "SELECT rolsuper OR has_table_privilege('journal_line', 'UPDATE, DELETE, TRUNCATE')"
        " FROM pg_roles WHERE rolname = current_user",
    )
    name = one(connection, "SELECT current_user")
    if may:
        cure = "让网页用 kepu_app 连接，只给它增删改查的权利，见 docs/operations.md"
        return Finding(Level.BAD, "权限", f"{name} 可以改写日志", cure)
    return Finding(Level.OK, "权限", f"{name} 不能改写日志")


def worker(connection: psycopg.Connection) -> Finding:
    silent = one(
        connection,
        "SELECT extract(epoch FROM now() - max(last_heartbeat))::int FROM procrastinate_workers",
    )
    if silent is None or silent > SILENT_AFTER:
        says = "没有运行" if silent is None else f"{silent} 秒没有心跳"
        return Finding(Level.BAD, "后台任务", says, "运行 kepu up 或 kepu worker")
    waiting = one(connection, "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
    return Finding(Level.OK, "后台任务", f"在运行，{waiting} 个排队")


def failed(connection: psycopg.Connection) -> Finding:
    count = one(connection, "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
    if count:
        cure = "kepu jobs 查看，kepu jobs retry 再试"
        return Finding(Level.WARN, "失败的任务", f"{count} 个", cure)
    return Finding(Level.OK, "失败的任务", "没有")


def unmade(connection: psycopg.Connection) -> Finding:
    """Tell of files that could not be shown; a file with a password is no fault of ours."""
    count = one(connection, "SELECT count(DISTINCT blob_id) FROM media_making WHERE trouble <> ''")
    says = f"{count} 个文件，kepu media 查看原因，kepu media retry 再试" if count else "没有"
    return Finding(Level.OK, "没有做成的预览等", says)


def sealed(connection: psycopg.Connection) -> Finding:
    """See that the sealer keeps up."""
    late = one(
        connection,
        "SELECT count(*) FROM journal_unsealed JOIN journal_line line ON line.id = line_id"
        " WHERE line.at < now() - interval '60 s'",
    )
    if late:
        cure = "看后台任务是否在运行；再运行 kepu journal verify"
        return Finding(Level.BAD, "日志", f"{late} 行超过一分钟没有封存", cure)
    return Finding(Level.OK, "日志", "都已封存")


def one(connection: psycopg.Connection, query: str) -> Any:
    """Ask for one value."""
    row = connection.execute(query.encode()).fetchone()
    return row[0] if row else None
