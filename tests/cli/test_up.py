"""``kepu up`` under fire: every promise of the supervisor, with its number of seconds."""

import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import tempfile
from pathlib import Path

import psycopg
import pytest

from kepu.cli.up.postgres import Server, address
from kepu.core.home import APP, OWNER, Home
from make.running import PACKAGE, Running, patient, running, until

pytestmark = pytest.mark.kill

HEALED, STOPPED, WARM = 5.0, 10.0, 5.0  # seconds
OLD_POSTGRES = Path("/usr/lib/postgresql/15/bin")
SYSTEM_PYTHON = Path("/usr/bin/python3.11")


@pytest.fixture(scope="module")
def home(tmp_path_factory, copied_home):
    closed = tmp_path_factory.mktemp("closed")
    closed.chmod(0o700)
    return copied_home(closed).root


@pytest.fixture(scope="module")
def shared(home):
    """One site for all tests that it survives."""
    with running(home) as site:
        yield site


@pytest.fixture
def site(shared):
    shared.until_it_answers()
    return shared


@pytest.mark.parametrize(
    "words",
    [
        ("bin/postgres", "-D"),
        ("granian", "kepu.config.front:app"),
        ("guard.py",),
    ],
    ids=["database", "web", "guard"],
)
def test_a_killed_part_is_healed(site, words, record_property):
    site.pid("kepu.cli", "worker")
    before = site.pids(*words)
    os.kill(min(before), signal.SIGKILL)

    took = until(lambda: bool(site.pids(*words) - before) and site.answers(), HEALED)

    record_property("seconds", round(took, 2))
    until(lambda: min(before) not in site.pids(*words), 2)
    until(lambda: len(site.pids(*words)) <= len(before), 2)  # a fork has its parent's name at first


def test_a_killed_worker_is_healed(site, record_property):
    with psycopg.connect(address(Home(site.home), OWNER, "kepu"), autocommit=True) as owner:
        newest = "SELECT coalesce(max(id), 0) FROM procrastinate_workers"
        pid = site.pid("kepu.cli", "worker")
        until(lambda: owner.execute(newest).fetchone()[0] > 0, 20)
        before = owner.execute(newest).fetchone()[0]
        os.kill(pid, signal.SIGKILL)

        took = until(lambda: owner.execute(newest).fetchone()[0] > before, HEALED)

    record_property("seconds", round(took, 2))


def test_a_killed_web_process_is_replaced(site, record_property):
    until(lambda: len(site.pids("granian", "kepu.config.front:app")) > 1, HEALED)
    main, *workers = sorted(site.pids("granian", "kepu.config.front:app"))
    os.kill(workers[0], signal.SIGKILL)

    took = until(
        lambda: len(site.pids("granian") - {workers[0]}) > len(workers) and site.answers(), HEALED
    )

    record_property("seconds", round(took, 2))
    assert main in site.pids("granian")


def test_a_second_one_on_the_same_home_is_refused(site):
    second = Running(site.home)

    assert second.process.wait(patient(20)) == 1
    assert "这个数据文件夹上已经有一个 kepu up 在运行" in second.said()
    assert site.answers()


def test_a_taken_port_is_refused(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ran = subprocess.run(
            ["kepu", "up", "--port", port],
            env=os.environ | {"KEPU_HOME": str(tmp_path), "PATH": path_with_kepu()},
            capture_output=True,
            text=True,
            check=False,
        )

    assert ran.returncode == 1
    assert f"不能在 127.0.0.1:{port} 上提供网页" in ran.stderr


def path_with_kepu():
    return f"{PACKAGE / '.venv' / 'bin'}:{os.environ['PATH']}"


def test_killed_itself_it_starts_again_on_its_data(tmp_path, copied_home, record_property):
    home = copied_home(tmp_path)
    with running(home.root) as first:
        first.pid("kepu.cli", "worker")
        with psycopg.connect(address(home, OWNER, "kepu")) as owner:
            owner.execute("CREATE TABLE kept AS SELECT 7 AS seen")
        before = first.pids()
        os.kill(first.process.pid, signal.SIGKILL)
        first.process.wait()

        with running(home.root) as second:
            gone = until(lambda: not before & second.pids(), STOPPED)

            with psycopg.connect(address(home, OWNER, "kepu")) as owner:
                assert owner.execute("SELECT seen FROM kept").fetchone() == (7,)
            record_property("started_again", round(second.ready, 2))
            record_property("gone", round(gone, 2))


def test_killed_itself_it_leaves_nothing_running(tmp_path, copied_home, record_property):
    with running(copied_home(tmp_path).root) as site:
        site.pid("kepu.cli", "worker")
        os.kill(site.process.pid, signal.SIGKILL)
        site.process.wait()

        record_property("gone", round(until(lambda: site.pids() == set(), STOPPED), 2))


def test_killed_with_its_guard_it_leaves_nothing_running(tmp_path, copied_home):
    with running(copied_home(tmp_path).root) as site:
        site.pid("kepu.cli", "worker")
        for pid in (site.pid("guard.py"), site.process.pid):
            os.kill(pid, signal.SIGKILL)
        site.process.wait()

        until(lambda: site.pids() == set(), STOPPED)


def test_figures_of_all_web_processes_are_added_up(site):
    for _ in range(20):
        until(lambda: site.answers("/accounts/login/"), HEALED)
    _, figures = site.ask("/metrics")

    count = 'kepu_page_seconds_count{status="2xx",view="account_login"} '
    assert float(figures.split(count)[1].split()[0]) >= 20


def test_a_site_with_a_name_of_its_own_starts(tmp_path, copied_home):
    with running(copied_home(tmp_path).root, KEPU_HOSTS="kepu.example.org") as site:
        assert site.ask("/accounts/login/", Host="kepu.example.org")[0] == 200
        assert site.ask("/accounts/login/", Host="other.example.org")[0] == 400


def test_it_stops_in_time_and_starts_warm(tmp_path, record_property):
    home = tmp_path / "home"  # nothing is there yet: the first start makes all
    for number in (signal.SIGINT, signal.SIGTERM):
        with running(home) as site:
            record_property(f"ready_{number.name}", round(site.ready, 2))
            reader = socket.create_connection(("127.0.0.1", site.port))
            reader.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n")

            stopped = site.stop(number)

            reader.close()
            assert stopped < patient(STOPPED)
            assert site.process.returncode == 0
            assert site.pids() == set()
            record_property(f"stopped_{number.name}", round(stopped, 2))
    assert site.ready < patient(WARM)


def test_asked_to_stop_while_the_demo_is_drawn_it_stops_in_time(tmp_path, copied_home):
    site = Running(copied_home(tmp_path).root, "--demo")
    site.until_it_says("首页已可打开")

    took = site.stop()

    assert site.process.returncode == 0
    assert took < patient(STOPPED)
    assert site.pids() == set()
    site.process.stdout.close()


def test_it_runs_on_a_server_of_version_15(tmp_path, monkeypatch):
    if not OLD_POSTGRES.exists():
        pytest.skip("no PostgreSQL 15 here")
    monkeypatch.setenv("KEPU_PG_BIN", str(OLD_POSTGRES))
    elsewhere = Home(tmp_path / "elsewhere")
    server = Server(elsewhere)
    server.start()
    given = {
        "KEPU_DATABASE_URL": address(elsewhere, APP, "kepu"),
        "KEPU_OWNER_DATABASE_URL": address(elsewhere, OWNER, "kepu"),
    }
    try:
        with running(tmp_path / "home", **given) as site:
            assert site.answers("/accounts/login/")
            assert site.pids("postgres") == set()
    finally:
        server.stop()


def test_a_normal_user_can_run_it(copied_home):
    if os.geteuid() != 0 or not SYSTEM_PYTHON.exists() or not shutil.which("setpriv"):
        pytest.skip("needs root and the system's Python to become a normal user")
    folder = Path(tempfile.mkdtemp(prefix="kepu-nobody-"))
    home = copied_home(folder).root
    for path in (folder, home, *home.rglob("*")):
        shutil.chown(path, "nobody", "nogroup")
    become = ("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups")
    paths = {"PYTHONPATH": f"{PACKAGE}:{sysconfig.get_path('purelib')}"}
    try:
        with running(home, command=(*become, str(SYSTEM_PYTHON)), **paths) as site:
            assert {Path(f"/proc/{pid}").stat().st_uid for pid in site.pids()} == {65534}
    finally:
        shutil.rmtree(folder)


def test_a_full_disk_is_refused(tmp_path):
    mounted = os.geteuid() == 0 and not subprocess.call(
        ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(tmp_path)]
    )
    if not mounted:
        pytest.skip("cannot mount a small disk here")
    try:
        refused = Running(tmp_path / "home")

        assert refused.process.wait(patient(20)) == 1
        assert "磁盘快满了" in refused.said()
    finally:
        subprocess.check_call(["umount", str(tmp_path)])
