"""Preparing a home: once for each version, never back from a newer one."""

import gzip

import pytest
from django.db.migrations.recorder import MigrationRecorder

from kepu.cli import prepare
from kepu.cli.refusals import CannotStart
from kepu.core.home import Home


@pytest.mark.django_db
def test_a_database_of_a_newer_version_is_refused():
    MigrationRecorder.Migration.objects.create(app="journal", name="9999_from_the_future")

    with pytest.raises(CannotStart, match="journal 9999_from_the_future"):
        prepare.refuse_newer()


@pytest.mark.django_db
def test_a_database_of_this_version_is_taken():
    prepare.refuse_newer()


def test_a_prepared_home_is_known_until_the_program_changes(master_home, monkeypatch):
    assert prepare.is_prepared(master_home)

    monkeypatch.setattr(prepare, "version", lambda: "another")

    assert not prepare.is_prepared(master_home)


def test_a_new_home_is_not_prepared(tmp_path):
    assert not prepare.is_prepared(Home(tmp_path))


def test_static_files_are_packed_and_named_by_their_hash(master_home):
    static = master_home.root / "static"
    sheets = [path for path in static.rglob("*.css") if len(path.suffixes) > 1]

    assert sheets
    for sheet in sheets:
        packed = sheet.with_name(sheet.name + ".gz")
        assert gzip.decompress(packed.read_bytes()) == sheet.read_bytes()
