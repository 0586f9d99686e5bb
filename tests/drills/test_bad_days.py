"""Bad days (坏日子): what befalls an installation once in its life. ``make drills``; not in CI.

Each drill prints what it measured; ``docs/operations.md`` keeps the figures of the last time.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
import requests

from kepu.cli.up.postgres import address
from kepu.core.home import OWNER, Home
from kepu.core.ids import uuid7
from make import media as files
from make.home import kepu
from make.running import FORGOTTEN, PACKAGE, Running, free_port, running, until

pytestmark = [pytest.mark.drill]
PAGES = ("/", "/library/", "/library/?q=%E6%89%93%E9%9B%B7")
WORDS = ("打雷", "食物", "地震", "防汛", "心脏", "疫苗", "月亮", "土壤")
SEARCHES = [f"/library/?q={quote(word)}" for word in WORDS]
PEOPLE = 2000
HANDED_IN = 30
JUDGED = """
SELECT count(*) FROM checks_judgement
WHERE finished_at IS NOT NULL AND file_ref IN (
    SELECT file_ref FROM submissions_slotfile WHERE name LIKE '雷雨%')
"""
UNDONE = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
FAILED = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"
VERSIONS = {  # the first that took a picture from a clerk to a villager, and the last of that night
    "first slice": "f9c0461",
    "first night": "85cb3fa",
}
FAKE = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
OLD = Path("/usr/lib/postgresql/15/bin")
ROLES = """
CREATE ROLE kepu_owner LOGIN PASSWORD 'owner';
CREATE ROLE kepu_app LOGIN PASSWORD 'app';
CREATE DATABASE kepu OWNER kepu_owner ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
"""
RIGHTS = """
ALTER DEFAULT PRIVILEGES FOR ROLE kepu_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES
    TO kepu_app;
ALTER DEFAULT PRIVILEGES FOR ROLE kepu_owner GRANT USAGE, SELECT ON SEQUENCES TO kepu_app;
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """Start a demo site once."""
    with running(tmp_path_factory.mktemp("demo") / "home", "--demo") as site:
        site.until_it_says("按 Ctrl-C 停止")
        yield site


@contextmanager
def readers(site, how_many=20):
    """Have people read on and on; counts what they were answered."""
    seen, over = Counter(), threading.Event()

    def read(at):
        while not over.is_set():
            try:
                seen[site.ask(PAGES[at % len(PAGES)])[0]] += 1
            except (OSError, HTTPException):
                seen["no answer"] += 1
                time.sleep(0.05)

    threads = [threading.Thread(target=read, args=(at,)) for at in range(how_many)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        over.set()
        for thread in threads:
            thread.join()


@pytest.mark.skipif(not shutil.which("wrk"), reason="wrk is not there")
@pytest.mark.parametrize("asks", [["/"], ["/library/"], SEARCHES], ids=["home", "list", "search"])
def test_two_thousand_people_at_once(demo, tmp_path, asks):
    before, script = memory(demo), tmp_path / "ask.lua"
    listed = ", ".join(f'"{path}"' for path in asks)
    script.write_text(
        f"local asks = {{{listed}}}\n"
        "request = function() return wrk.format('GET', asks[math.random(#asks)]) end\n"
    )
    words = ["wrk", "-t2", f"-c{PEOPLE}", "-d15s", "--timeout", "30s", "--latency", "-s", script]

    ran = subprocess.run([*words, demo.url], capture_output=True, text=True, check=True)

    free = until(lambda: demo.answers("/"), 30)
    print(ran.stdout, f"memory {before >> 20} to {memory(demo) >> 20} MiB; free after {free:.1f} s")
    wrong = re.findall(r"Non-2xx.*|Socket errors.*", ran.stdout)
    assert wrong == []


def memory(site):
    """Give the bytes of memory of all its processes."""
    sizes = 0
    for pid in site.pids():
        status = Path(f"/proc/{pid}/status").read_text()
        sizes += sum(int(size) << 10 for size in re.findall(r"VmRSS:\s+(\d+) kB", status))
    return sizes


def test_the_database_is_restarted_while_people_read(demo):
    with readers(demo) as seen:
        time.sleep(3)
        postgres = demo.pid("postgres", "-D")
        os.kill(postgres, signal.SIGINT)  # fast shutdown: the supervisor starts it again
        until(lambda: demo.pids("postgres", "-D") - {postgres}, 20)
        took = until(lambda: all(demo.answers(page) for page in PAGES), 30)
        during = dict(seen)
        seen.clear()
        time.sleep(3)
        after = dict(seen)

    print(f"{during}; all pages again after {took:.1f} s; then {after}")
    assert set(during) <= {200, 503, "no answer"}
    assert set(after) == {200}


@pytest.mark.skipif(not FAKE, reason="libfaketime is not there")
def test_a_clock_that_jumped_back_and_forth_leaves_the_journal_whole(tmp_path):
    home = tmp_path / "home"
    with running(home, "--demo") as site:
        site.until_it_says("按 Ctrl-C 停止")
    for jump in ("-3h", "+2d", "+0"):
        clock = {"LD_PRELOAD": str(FAKE), "FAKETIME": jump, "KEPU_DEMO": "true"}
        with running(home, **clock) as site:
            Browser(site, "经办人")
            took = until(lambda: not kepu(Home(home), "journal", "verify").returncode, 10)
            print(jump, f"whole and sealed after {took:.1f} s, as the true clock sees it")


class Browser(requests.Session):
    """Somebody with a browser: forms are sent with what their page hid in them."""

    def __init__(self, site, duty):
        super().__init__()
        self.site = site
        page = self.get(f"{site.url}/demo/").text
        hat = re.search(rf'name="hat" value="([^"]+)">进入<span class="sr">，身份：{duty}', page)
        self.fill("/demo/", "/demo/enter/", hat=hat[1])

    def fill(self, page, to="", files=None, **said):
        """Send the form of a page; gives the answer."""
        text = self.get(self.site.url + page).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
        told = {"csrfmiddlewaretoken": token, "once": str(uuid7()), **said}
        return self.post(self.site.url + (to or page), told, files=files)


@pytest.fixture
def server(tmp_path):
    """Run a PostgreSQL of Debian's on a port, set up as docs/operations.md says."""
    if not (OLD / "initdb").exists():
        pytest.skip("no PostgreSQL 15 here")
    folder, port = tmp_path / "pg", free_port()
    folder.mkdir()
    shutil.chown(folder, "postgres")
    folder.parent.chmod(0o755)
    for parent in folder.parents[1:3]:
        parent.chmod(0o755)
    as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    made = [*as_postgres, OLD / "initdb", "-D", folder / "data", "-A", "trust", "-E", "UTF8"]
    subprocess.run(made, check=True, capture_output=True)
    words = [*as_postgres, OLD / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    at = f"host=127.0.0.1 port={port} user=postgres"
    until(lambda: reached(f"{at} dbname=postgres"), 20)
    with psycopg.connect(f"{at} dbname=postgres", autocommit=True) as boss:
        for line in ROLES.strip().splitlines():
            boss.execute(line)
    with psycopg.connect(f"{at} dbname=kepu", autocommit=True) as boss:
        boss.execute(RIGHTS)
    yield port
    process.send_signal(signal.SIGINT)
    process.wait(20)


def reached(address):
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True


def test_two_web_servers_and_two_workers_share_a_server(tmp_path, server):
    home = tmp_path / "home"
    urls = by_server(server)
    with running(home, "--demo", **urls) as site:
        site.until_it_says("按 Ctrl-C 停止")
    with ExitStack() as stack:
        ports = [free_port(), free_port()]
        for port in ports:
            stack.enter_context(started(home, urls, "web", "--port", str(port)))
        for _ in range(2):
            stack.enter_context(started(home, urls, "worker"))
        sites = [Elsewhere(port) for port in ports]
        for site in sites:
            until(lambda site=site: site.answers("/readyz"), 30)
        browser = Browser(sites[0], "经办人")

        page = browser.get(f"{sites[1].url}/works/").text
        doctor = kepu(Home(home), "doctor", **urls)

    assert "我的报送" in page
    print(doctor.stdout)
    assert "[有误]" not in doctor.stdout


class Elsewhere(Running):
    """A web server that was started by hand."""

    def __init__(self, port):
        self.port = port


@contextmanager
def started(home, urls, *words):
    inherited = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    told = inherited | {"KEPU_HOME": str(home), "KEPU_DEMO": "true"} | urls
    process = subprocess.Popen([sys.executable, "-m", "kepu.cli", *words], env=told, cwd=PACKAGE)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.skipif(not FAKE, reason="libfaketime is not there")
def test_a_worker_dead_for_an_hour_does_all_that_waited_once(tmp_path, server):
    home = tmp_path / "home"
    urls = by_server(server)
    with running(home, "--demo", **urls) as site:
        site.until_it_says("按 Ctrl-C 停止")
    with web_alone(home, urls) as site:
        browser = Browser(site, "经办人")
        waiting = [upload(browser, name=f"雷雨{n}.jpg") for n in range(HANDED_IN)]
        pages = {page: site.ask(page)[0] for page in PAGES}
        doctor = kepu(Home(home), "doctor", **urls).stdout
    later = urls | {"LD_PRELOAD": str(FAKE), "FAKETIME": "+1h"}
    with web_alone(home, later), started(home, later, "worker"):
        took = until(lambda: asked(server, JUDGED) == [(HANDED_IN,)], 300)
        until(lambda: asked(server, UNDONE) == [(0,)], 300)
        failed = asked(server, FAILED)

    print(f"{doctor}{HANDED_IN} files were judged {took:.1f} s after the worker came back")
    assert set(pages.values()) == {200}
    assert all("等着做预览图" in page for page in waiting)
    assert "[有误]  后台任务" in doctor
    assert failed == [(0,)]


def by_server(port):
    return {
        "KEPU_DATABASE_URL": f"postgresql://kepu_app:app@127.0.0.1:{port}/kepu",
        "KEPU_OWNER_DATABASE_URL": f"postgresql://kepu_owner:owner@127.0.0.1:{port}/kepu",
    }


@contextmanager
def web_alone(home, told):
    """Serve pages with no worker beside."""
    port = free_port()
    with started(home, told, "web", "--port", str(port)):
        site = Elsewhere(port)
        until(lambda: site.answers("/readyz"), 30)
        yield site


def asked(port, query):
    with psycopg.connect(by_server(port)["KEPU_OWNER_DATABASE_URL"]) as owner:
        return owner.execute(query).fetchall()


@pytest.mark.parametrize("version", VERSIONS.values(), ids=VERSIONS)
def test_a_home_of_an_early_version_is_opened_by_this_one(tmp_path, version):
    old, home = tmp_path / "old", tmp_path / "home"
    old.mkdir()
    packed = subprocess.run(
        ["git", "archive", version], check=False, cwd=PACKAGE, capture_output=True
    )
    if packed.returncode:
        pytest.skip("the clone has no such past")
    subprocess.run(["tar", "-x", "-C", old], input=packed.stdout, check=True)
    with running(home, "--demo", command=("env", "-C", str(old), sys.executable)) as site:
        site.until_it_says("按 Ctrl-C 停止")
        before = holdings(home, site)

    with running(home, KEPU_DEMO="true") as site:
        after = holdings(home, site)
        mine = Browser(site, "经办人").get(f"{site.url}/works/").text
        until(lambda: not kepu(Home(home), "doctor").returncode, 30)

    print(f"open after {site.ready:.1f} s: {len(after)} works and items as they were")
    assert any(key.startswith("HN-") for key in before)
    assert any(key.startswith("/library/") for key in before)
    assert after == before
    assert "我的报送" in mine


def holdings(home, site):
    """Give the works by number, and the items with the hash of their first file as handed in."""
    with psycopg.connect(address(Home(home), OWNER, "kepu")) as owner:
        works = owner.execute("SELECT number, title, state FROM submissions_work").fetchall()
    found = {number: (title, state) for number, title, state in works if number}
    for item in set(re.findall(r'href="(/library/[0-9a-f-]{36}/)"', site.ask("/library/")[1])):
        source = requests.get(f"{site.url}{item}1/file/", timeout=30)
        source.raise_for_status()
        found[item] = sha256(source.content).hexdigest()
    return found


@pytest.mark.skipif(os.getuid() != 0, reason="only root may mount")
def test_a_full_disk_refuses_uploads_and_pages_live(tmp_path):
    home = tmp_path / "home"
    blobs = home / "blobs"
    with running(home, "--demo") as site:
        site.until_it_says("按 Ctrl-C 停止")
    kept = shutil.copytree(blobs, tmp_path / "kept")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", blobs], check=True)
    try:
        shutil.copytree(kept, blobs, dirs_exist_ok=True)
        with running(home, "--demo") as site:
            filler = blobs / "filler"
            filler.write_bytes(bytes(shutil.disk_usage(blobs).free - 4096))
            browser = Browser(site, "经办人")
            full = upload(browser)
            pages = {page: site.ask(page)[0] for page in PAGES}
            filler.unlink()
            freed = upload(browser)
    finally:
        subprocess.run(["umount", blobs], check=True)

    print(pages)
    assert "存储空间已满" in full
    assert set(pages.values()) == {200}
    assert "存储空间已满" not in freed
    assert "雷雨.jpg" in freed


def upload(browser, name="雷雨.jpg"):
    """Hand in a picture by the plain form of a draft; gives the page that follows."""
    draft = browser.fill("/works/new/henan-resources-2022/", category="image").url
    path = draft.removeprefix(browser.site.url)
    picture = (name, files.jpg(dpi=300), "image/jpeg")
    return browser.fill(path, do="upload", files={"file-picture": picture}).text
