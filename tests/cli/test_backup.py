"""A backup, restored into an empty home, is the same to the last row and byte."""

import hashlib
import os
import tarfile

import psycopg
import pytest

from kepu.cli.up.postgres import SUPERUSER, address
from kepu.core.home import APP, OWNER, Home
from make.home import kepu, served


@pytest.fixture(scope="module")
def old(tmp_path_factory, copied_home):
    """Make a home with all tables, some rows and some blobs."""
    home = copied_home(tmp_path_factory.mktemp("old"))
    with served(home), psycopg.connect(address(home, OWNER, "kepu")) as owner:
        owner.execute(
            "INSERT INTO core_press SELECT gen_random_uuid(), now(), '去“报送”页' || n"
            " FROM generate_series(1, 500) n"
        )
    for seed in range(5):
        blob = os.urandom(100_000 + seed)
        name = hashlib.sha256(blob).hexdigest()
        path = home.blobs / name[:2] / name[2:4] / name
        path.parent.mkdir(parents=True)
        path.write_bytes(blob)
    (home.blobs / "parts").mkdir()
    (home.blobs / "parts" / "half").write_bytes(b"on its way")
    return home


@pytest.fixture(scope="module")
def backup(old, tmp_path_factory):
    file = tmp_path_factory.mktemp("backup") / "kepu.tar"
    ran = kepu(old, "backup", str(file))
    assert ran.returncode == 0, ran.stderr
    return file


def contents(home):
    """List every table with the number of its rows and the hash of them all, and every blob."""
    with served(home):
        with psycopg.connect(address(home, SUPERUSER, "kepu")) as connection:
            tables = connection.execute(
                "SELECT relname, relacl::text, relowner::regrole::text FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
            ).fetchall()
            rows = {
                table: connection.execute(
                    f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text))"
                    f' FROM "{table[0]}" t'
                ).fetchone()
                for table in tables
            }
        with psycopg.connect(address(home, APP, "kepu")) as app:
            assert app.execute("SELECT count(*) FROM core_press").fetchone()[0] == 500
    blobs = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in home.blobs.rglob("*")
        if path.is_file() and "parts" not in path.parts
    }
    return rows, blobs


def test_a_restored_home_is_the_same_to_the_last_row_and_byte(old, backup, tmp_path):
    new = Home(tmp_path / "new")

    ran = kepu(new, "restore", str(backup))

    assert ran.returncode == 0, ran.stderr
    before, after = contents(old), contents(new)
    assert before == after
    assert len(after[0]) > 20
    assert len(after[1]) == 5
    assert all(name == digest for name, digest in after[1].items())
    secrets = list((new.root / "secrets").iterdir())
    assert {path.stat().st_mode & 0o777 for path in secrets} == {0o600}
    assert {path.name: path.read_text() for path in secrets} == {
        path.name: path.read_text() for path in (old.root / "secrets").iterdir()
    }


def test_a_backup_is_for_its_owners_eyes(backup):
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_home_with_anything_in_it_is_not_overwritten(backup, tmp_path):
    (tmp_path / "mine").write_text("keep me")

    ran = kepu(Home(tmp_path), "restore", str(backup))

    assert ran.returncode == 1
    assert "不是空的" in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_a_backup_cut_short_is_refused_and_leaves_nothing(backup, tmp_path):
    short = tmp_path / "short.tar"
    short.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])

    ran = kepu(Home(tmp_path / "home"), "restore", str(short))

    assert ran.returncode == 1
    assert "备份文件不能用" in ran.stderr
    assert not (tmp_path / "home").exists()


def test_a_changed_byte_is_found(backup, tmp_path):
    changed = bytearray(backup.read_bytes())
    with tarfile.open(backup) as tar:
        blob = next(entry for entry in tar if entry.name.startswith("blobs/"))
    changed[blob.offset_data + 50] ^= 1
    file = tmp_path / "changed.tar"
    file.write_bytes(changed)

    ran = kepu(Home(tmp_path / "home"), "restore", str(file))

    assert ran.returncode == 1
    assert "1 个文件与清单不符" in ran.stderr
    assert not (tmp_path / "home").exists()


def test_a_name_that_leads_outside_is_refused(tmp_path):
    file = tmp_path / "evil.tar"
    with tarfile.open(file, "w") as tar:
        tar.addfile(tarfile.TarInfo("blobs/../../outside"))

    ran = kepu(Home(tmp_path / "home"), "restore", str(file))

    assert ran.returncode == 1
    assert "不应有的条目" in ran.stderr


def test_an_existing_file_is_not_overwritten(old, backup):
    ran = kepu(old, "backup", str(backup))

    assert ran.returncode == 1
    assert "已存在" in ran.stderr
