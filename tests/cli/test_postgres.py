"""The embedded PostgreSQL: what it promises, and what it refuses."""

import os
import shutil
import signal
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from kepu.cli.refusals import CannotStart
from kepu.cli.up import footing, postgres
from kepu.cli.up.postgres import SUPERUSER, Server, address
from kepu.core.home import APP, OWNER, Home
from make.running import patient


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o700)
    return Home(folder / "home")


@pytest.fixture
def server(home):
    server = Server(home, {"fsync": "off", "shared_buffers": "32MB"})
    server.start()
    yield server
    server.stop()


def one(home, role, query):
    with psycopg.connect(address(home, role, "kepu")) as connection:
        return connection.execute(query).fetchone()


def test_it_understands_chinese_and_listens_on_no_port(server, home):
    lower, encoding, checksums, listens = one(
        home,
        SUPERUSER,
        "SELECT datctype, current_setting('server_encoding'), current_setting('data_checksums'),"
        " current_setting('listen_addresses') FROM pg_database WHERE datname = 'kepu'",
    )

    assert (lower, encoding, checksums, listens) == ("C.UTF-8", "UTF8", "on", "")


def test_the_apps_role_reads_and_writes_rows_but_makes_no_tables(server, home):
    with psycopg.connect(address(home, OWNER, "kepu")) as owner:
        owner.execute("CREATE TABLE seen (id bigserial, word text)")
    with psycopg.connect(address(home, APP, "kepu")) as app:
        app.execute("INSERT INTO seen (word) VALUES ('科普')")

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        one(home, APP, "CREATE TABLE mine (id int)")

    assert one(home, APP, "SELECT id, word FROM seen") == (1, "科普")


def test_a_killed_server_comes_back_with_its_rows(server, home):
    with psycopg.connect(address(home, OWNER, "kepu")) as owner:
        owner.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000)")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()

    began = time.monotonic()
    server.start()

    assert one(home, OWNER, "SELECT count(*) FROM kept") == (1000,)
    assert time.monotonic() - began < patient(5)


def test_nothing_of_the_home_is_open_to_others(server, home):
    for folder in (home.postgres, server.data, home.root / "secrets"):
        assert folder.stat().st_mode & 0o077 == 0


def test_a_home_far_down_has_its_socket_near(tmp_path):
    home = Home(tmp_path / ("深" * 40))
    server = Server(home, {"fsync": "off", "shared_buffers": "32MB"})
    server.start()

    assert one(home, APP, "SELECT 1") == (1,)
    assert home.sockets.stat().st_mode & 0o777 == 0o700

    server.stop()
    assert not home.sockets.exists()


def test_data_of_another_version_is_refused_with_a_sentence(server, home):
    server.stop()
    (server.data / "PG_VERSION").write_text("19\n")

    with pytest.raises(CannotStart, match="数据由 PostgreSQL 19 写成"):
        server.start()


def test_a_folder_that_is_no_data_is_refused_with_a_sentence(server):
    server.stop()
    (server.data / "PG_VERSION").unlink()

    with pytest.raises(CannotStart, match="数据文件夹已损坏"):
        server.start()


def test_damaged_data_is_refused_with_a_sentence(server):
    server.stop()
    shutil.rmtree(server.data / "global")

    with pytest.raises(CannotStart, match="数据库文件可能已损坏"):
        server.start()


def test_a_full_disk_is_refused_with_a_sentence(home, monkeypatch):
    monkeypatch.setattr(postgres, "LEAST_SPACE", 2**62)

    with pytest.raises(CannotStart, match="腾出磁盘空间"):
        Server(home).start()


def test_secrets_of_another_home_are_refused_with_a_sentence(server, home):
    server.stop()
    (home.root / "secrets" / SUPERUSER).write_text("another")

    with pytest.raises(CannotStart, match="不是同一套"):
        server.start()


def test_missing_programs_are_refused_with_a_sentence(home, monkeypatch):
    monkeypatch.setenv("KEPU_PG_BIN", str(Path("/nowhere")))

    with pytest.raises(CannotStart, match="KEPU_PG_BIN"):
        Server(home)


def test_where_user_namespaces_are_refused_it_runs_as_nobody_outside_a_closed_home(
    home, monkeypatch
):
    if os.geteuid() != 0:
        pytest.skip("needs root")
    away = Path(tempfile.mkdtemp(prefix="kepu-away-"))
    away.chmod(0o755)
    monkeypatch.setattr(footing, "AWAY", away)
    monkeypatch.setattr(footing, "in_user_namespace", refuses)
    server = Server(home, {"fsync": "off", "shared_buffers": "32MB"})
    server.start()
    try:
        assert one(home, APP, "SELECT current_user") == (APP,)
        assert (
            Path(f"/proc/{server.process.pid}").stat().st_uid == server.data.stat().st_uid == 65534
        )
        assert server.data.is_relative_to(away)
        assert home.root.parent.stat().st_mode & 0o777 == 0o700
    finally:
        server.stop()
        shutil.rmtree(away)


def refuses():
    raise OSError


def test_data_made_by_root_goes_over_to_nobody_where_namespaces_are_refused(monkeypatch):
    if os.geteuid() != 0:
        pytest.skip("needs root")
    open_home = Path(tempfile.mkdtemp(prefix="kepu-open-"))
    open_home.chmod(0o755)
    home = Home(open_home)
    try:
        for refused in (False, True):
            if refused:
                monkeypatch.setattr(footing, "in_user_namespace", refuses)
            server = Server(home, {"fsync": "off", "shared_buffers": "32MB"})
            server.start()
            assert one(home, APP, "SELECT current_user") == (APP,)
            server.stop()
        assert server.data.stat().st_uid == 65534
    finally:
        shutil.rmtree(open_home)
