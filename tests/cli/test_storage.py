"""``kepu storage``: a move that is killed goes on where it stood; the doctor says how it is."""

import hashlib
import os
import re
import subprocess
import sys

import psycopg
import pytest

from kepu.cli.up.postgres import address
from kepu.core.home import OWNER, Home
from make import storage
from make.home import kepu, served
from make.running import FORGOTTEN, PACKAGE, until

MANY, SOME = 60, 20


@pytest.fixture(scope="module")
def door():
    return storage.Door()


@pytest.fixture(scope="module")
def endpoint(door):
    with storage.served_store(door) as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def home(tmp_path_factory, copied_home):
    """Make a home with some files and their rows."""
    home = copied_home(tmp_path_factory.mktemp("moving"))
    with served(home):
        with psycopg.connect(address(home, OWNER, "kepu")) as owner:
            for seed in range(MANY):
                content = bytes([seed]) * 100_000
                sha256 = hashlib.sha256(content).hexdigest()
                path = home.blobs / sha256[:2] / sha256[2:4] / sha256
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                owner.execute(
                    "INSERT INTO media_blob VALUES (gen_random_uuid(), %s, %s, now())",
                    [sha256, len(content)],
                )
        yield home


def on_disk(home):
    return len([path for path in home.blobs.glob("*/*/*") if path.is_file()])


@pytest.mark.kill
def test_a_move_that_is_killed_goes_on_where_it_stood(home, endpoint, door):
    bucket = storage.Store(endpoint, "kepu-moved")
    door.shut_after(SOME)
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    moving = subprocess.Popen(
        [sys.executable, "-m", "kepu.cli", "storage", "move", "s3"],
        env=kept | {"KEPU_HOME": str(home.root), "KEPU_STORAGE_URL": bucket.url},
        cwd=PACKAGE,
        stdout=subprocess.DEVNULL,
    )
    until(door.full.is_set, 60, lambda: moving.poll() is not None)
    moving.kill()
    moving.wait()
    door.open()
    before = len(bucket.objects())

    again = kepu(home, "storage", "--url", bucket.url, "move", "s3")
    freed = kepu(home, "storage", "--url", bucket.url, "move", "s3", "--remove")
    verified = kepu(home, "storage", "--url", bucket.url, "verify")
    back = kepu(home, "storage", "--url", bucket.url, "move", "disk", "--remove")

    there, came = map(int, re.search(r"本来就在 (\d+) 个，搬来 (\d+) 个", again.stdout).groups())
    assert 0 < before <= SOME
    assert (there, came) == (before, MANY - before)
    assert f"原处删去 {MANY} 个" in freed.stdout
    assert (verified.returncode, verified.stdout) == (0, "全部核对无误\n")
    assert f"搬来 {MANY} 个" in back.stdout
    assert (bucket.objects(), on_disk(home)) == ([], MANY)


def test_it_says_where_the_files_are(home):
    ran = kepu(home, "storage", "show")

    assert f"登记的文件：{MANY} 个" in ran.stdout
    assert f"新文件存到：本机磁盘；本机磁盘上有 {MANY} 个" in ran.stdout


def test_a_store_that_is_away_or_misnamed_is_refused_with_a_sentence(home):
    away = kepu(home, "storage", "--url", storage.address(storage.nowhere()), "move", "s3")
    misnamed = kepu(home, "storage", "--url", "s3://here", "show")
    unnamed = kepu(home, "storage", "move", "s3")

    assert (away.returncode, "对象存储连不上" in away.stderr) == (1, True)
    assert (misnamed.returncode, "应写成 s3://" in misnamed.stderr) == (1, True)
    assert (unnamed.returncode, "没有写对象存储的地址" in unnamed.stderr) == (1, True)
    assert on_disk(home) == MANY


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("s3://k:s@127.0.0.1:9/kepu?tls=0", "[有误]  文件存储：连不上 http://127.0.0.1:9"),
        ("s3://127.0.0.1/kepu", "[有误]  文件存储：KEPU_STORAGE_URL 应写成"),
        ("", "[正常]  文件存储：本机"),
    ],
)
def test_the_doctor_looks_at_it(home, url, says):
    assert says in kepu(home, "doctor", KEPU_STORAGE_URL=url).stdout


def test_the_doctor_finds_a_store_that_answers_well(home, endpoint):
    bucket = storage.Store(endpoint, "kepu-well")

    assert "[正常]  文件存储：对象存储" in kepu(home, "doctor", KEPU_STORAGE_URL=bucket.url).stdout


def test_nothing_is_started_for_an_address_that_cannot_be_read(tmp_path):
    ran = kepu(Home(tmp_path / "new"), "up", "--port", "0", KEPU_STORAGE_URL="s3://here")

    assert ran.returncode == 1
    assert "文件存储的地址读不懂" in ran.stderr
    assert not (tmp_path / "new" / "postgres").exists()
