"""The embedded PostgreSQL (内置数据库): our own child, on a Unix socket, tuned to the machine."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from kepu.cli.refusals import CannotStart
from kepu.cli.up.child import spawn
from kepu.cli.up.footing import Footing, find_footing
from kepu.core.home import APP, OWNER, Home

SUPERUSER = "postgres"
RECOVERY_LIMIT = 120.0  # seconds; a crash is healed by replaying the log
LEAST_SPACE = 300 * 2**20
LEAVING = 12.0  # seconds for a server without supervisor to be gone
MIB = 2**20
IN_USE = re.compile("lock file .* already exists|pre-existing shared memory block")


class StillInUse(CannotStart):
    """Another server process is on this data folder."""


@dataclass(slots=True)
class Server:
    """One PostgreSQL on the data folder of one home."""

    home: Home
    settings: dict[str, str] = field(default_factory=dict)  # on top of ours
    footing: Footing = field(init=False)
    process: subprocess.Popen[bytes] | None = None
    said_before: dict[Path, int] = field(default_factory=dict)  # lengths of the logs

    def __post_init__(self) -> None:
        self.footing = find_footing(self.home)

    @property
    def data(self) -> Path:
        return self.home.postgres / "data"

    @property
    def first_words(self) -> Path:
        """What the server says before its own log is open, mostly why it will not start."""
        return self.home.postgres / "start.log"

    def start(self) -> None:
        """Make the data folder if there is none, start the server and wait until it answers."""
        self.footing.folder(self.home.postgres)
        enough_space(self.home)
        if not self.data.exists():
            self.make_cluster()
        same_version(self.data, major(self.footing.binaries))
        self.footing.folder(self.home.sockets)
        if self.home.sockets.stat().st_uid != (self.footing.owner or os.geteuid()):
            raise CannotStart(
                "数据库的连接文件夹不能用",
                why=f"{self.home.sockets} 属于别的用户",
                cure="删除这个文件夹后再启动",
            )
        try:
            self.launch_alone()
            prepare_roles(self.home)
        except BaseException:
            self.stop()
            raise

    def launch_alone(self) -> None:
        """Start the server; one that a killed supervisor left behind gets time to stop."""
        until = time.monotonic() + LEAVING
        while True:
            self.launch()
            try:
                return self.wait()
            except StillInUse:
                if time.monotonic() > until:
                    raise
                time.sleep(0.2)

    def launch(self) -> None:
        """Start the server process; it stops by itself, cleanly, should we die."""
        self.first_words.unlink(missing_ok=True)
        self.said_before = {log: len(text) for log, text in self.logs().items()}
        chosen = tuned() | {
            "listen_addresses": "",
            "unix_socket_directories": str(self.home.sockets),
            "log_directory": str(self.footing.folder(self.home.postgres / "log")),
        }
        options = [f"--{key}={value}" for key, value in (chosen | self.settings).items()]
        self.process = spawn(
            [self.footing.binaries / "postgres", "-D", self.data, *options],
            become=self.footing.become,
            output=self.first_words,
            at_our_death=signal.SIGINT,
        )

    def make_cluster(self) -> None:
        """Run initdb beside the final place, so that a broken attempt leaves no half folder."""
        fresh = self.data.with_name("data.new")
        shutil.rmtree(fresh, ignore_errors=True)
        self.footing.folder(fresh)
        password = fresh.with_name("password")
        password.touch(mode=0o600)
        password.write_text(self.home.secret(SUPERUSER))
        if self.footing.owner is not None:
            shutil.chown(password, self.footing.owner)
        made = spawn(
            [
                self.footing.binaries / "initdb",
                *("-D", fresh, "-U", SUPERUSER, f"--pwfile={password}"),
                *("--locale=C.UTF-8", "--encoding=UTF8", "--data-checksums"),
                *("--auth=scram-sha-256", "--no-instructions"),
                *(["--no-sync"] if self.settings.get("fsync") == "off" else []),
            ],
            become=self.footing.become,
            output=self.first_words,
        ).wait()
        password.unlink()
        if made != 0:
            raise self.refusal("不能建立数据库")
        fresh.rename(self.data)

    def wait(self) -> None:
        """Wait until the server answers; replaying after a crash may take its time."""
        until = time.monotonic() + RECOVERY_LIMIT
        while True:
            if self.process and self.process.poll() is not None:
                raise self.refusal("数据库不能启动")
            try:
                with psycopg.connect(address(self.home, SUPERUSER, "postgres"), connect_timeout=5):
                    return
            except psycopg.OperationalError as error:
                if "password authentication failed" in str(error):
                    raise CannotStart(
                        "数据库不认本平台的口令",
                        why=f"{self.home.root / 'secrets'} 与数据不是同一套",
                        cure="把与数据一同备份的 secrets 文件夹放回原处",
                    ) from error
                if time.monotonic() > until:
                    raise self.refusal("数据库在 120 秒内没有就绪") from error
                time.sleep(0.05)

    def stop(self, patience: float = 8.0) -> None:
        """Stop fast and cleanly; without patience left, at once (the log heals it)."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()
        leave_no_socket(self.home)

    def logs(self) -> dict[Path, bytes]:
        """Read what the server has said so far."""
        paths = [self.first_words, *(self.home.postgres / "log").glob("*.log")]
        return {path: path.read_bytes() for path in paths if path.exists()}

    def refusal(self, what: str) -> CannotStart:
        """Say why the server would not start, as far as its own words tell."""
        news = (text[self.said_before.get(log, 0) :] for log, text in self.logs().items())
        said = b"".join(news).decode(errors="replace")
        if "No space left on device" in said:
            return CannotStart(what, why="磁盘已满", cure="腾出磁盘空间后再启动")
        if IN_USE.search(said):
            return StillInUse(what, why="另一个数据库进程正在用这些数据", cure="等它停下后再启动")
        fatal = re.findall(r"(?:FATAL|PANIC|error): +(.*)", said)
        return CannotStart(
            what,
            why=f"数据库文件可能已损坏（{fatal[-1] if fatal else '没有说明'}）",
            cure=f"查看 {self.home.postgres / 'log'}；用 kepu restore 把最近的备份恢复到新的文件夹",
        )


def leave_no_socket(home: Home) -> None:
    """Take away the socket's folder where it lies outside the home, once it is empty."""
    if not home.sockets.is_relative_to(home.postgres):
        with contextlib.suppress(OSError):
            home.sockets.rmdir()


def address(home: Home, role: str, database: str) -> str:
    """Give the address of a database of the embedded server."""
    return psycopg.conninfo.make_conninfo(
        host=str(home.sockets), user=role, password=home.secret(role), dbname=database
    )


def major(programs: Path) -> str:
    """Read the major version of the server programs."""
    said = subprocess.run([programs / "postgres", "--version"], capture_output=True, check=True)
    return said.stdout.decode().split()[2].split(".")[0]


def same_version(data: Path, ours: str) -> None:
    """Refuse a data folder that another major version wrote, or that is none."""
    try:
        theirs = (data / "PG_VERSION").read_text().strip()
    except OSError as error:
        raise CannotStart(
            "数据文件夹已损坏",
            why=f"{data} 里缺少 PG_VERSION",
            cure="用 kepu restore 把最近的备份恢复到新的文件夹",
        ) from error
    if theirs != ours:
        raise CannotStart(
            "数据文件夹的版本不合",
            why=f"数据由 PostgreSQL {theirs} 写成，本程序带的是 {ours}",
            cure=f"用 KEPU_PG_BIN 指明 PostgreSQL {theirs} 的程序，备份后再用新版本恢复",
        )


def enough_space(home: Home) -> None:
    """Refuse to start where the first minutes would fill the disk."""
    free = shutil.disk_usage(home.postgres).free
    if free < LEAST_SPACE:
        raise CannotStart(
            "磁盘快满了",
            why=f"{home.root} 所在的磁盘只剩 {free // MIB} MB，至少要 {LEAST_SPACE // MIB} MB",
            cure="腾出磁盘空间，或用 KEPU_HOME 指明另一块磁盘",
        )


def tuned() -> dict[str, str]:
    """Fit the settings to the memory of the machine; its log turns with the week."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MIB
    return {
        "shared_buffers": f"{min(max(memory // 8, 64), 2048)}MB",
        "effective_cache_size": f"{max(memory // 2, 128)}MB",
        "maintenance_work_mem": f"{min(max(memory // 32, 32), 512)}MB",
        "work_mem": f"{min(max(memory // 512, 4), 32)}MB",
        "max_connections": "100",
        "random_page_cost": "1.1",
        "max_wal_size": "2GB",
        "wal_compression": "on",
        "jit": "off",
        "timezone": "Asia/Shanghai",
        "log_timezone": "Asia/Shanghai",
        "logging_collector": "on",
        "log_filename": "postgresql-%a.log",
        "log_rotation_age": "1d",
        "log_rotation_size": "0",
        "log_truncate_on_rotation": "on",
        "log_min_duration_statement": "1s",
        "log_lock_waits": "on",
    }


def prepare_roles(home: Home) -> None:
    """Make the two roles and the database; the app's role reads and writes rows, no more."""
    options = {OWNER: "LOGIN CREATEDB", APP: "LOGIN"}
    with psycopg.connect(address(home, SUPERUSER, "postgres"), autocommit=True) as server:
        for role, may in options.items():
            known = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
            password = server.pgconn.encrypt_password(
                home.secret(role).encode(), role.encode(), b"scram-sha-256"
            )
            server.execute(
                sql.SQL("{} ROLE {} {} PASSWORD {}").format(
                    sql.SQL("ALTER" if known else "CREATE"),
                    sql.Identifier(role),
                    sql.SQL(may),
                    password.decode(),
                )
            )
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = 'kepu'").fetchone():
            server.execute(f"CREATE DATABASE kepu OWNER {OWNER}")
            for database in ("template1", "kepu"):  # a test database is copied from template1
                grant_rows(address(home, SUPERUSER, database))


def grant_rows(database: str) -> None:
    """Give the app's role rows of every table that the owner will make."""
    given = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT"
    with psycopg.connect(database) as connection:
        connection.execute(f"{given} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}")
        connection.execute(f"{given} USAGE, SELECT ON SEQUENCES TO {APP}")
