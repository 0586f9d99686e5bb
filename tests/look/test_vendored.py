"""What others wrote is what they published."""

import hashlib
import tomllib
from pathlib import Path

from django.contrib.staticfiles import finders

ROOT = Path(__file__).parents[2]


def manifest():
    return tomllib.loads(Path(finders.find("vendor/MANIFEST.toml")).read_text())["files"]


def test_each_file_has_the_hash_of_the_manifest():
    for file in manifest():
        found = hashlib.sha256(Path(finders.find(file["path"])).read_bytes()).hexdigest()
        assert found == file["sha256"], file["path"]


def test_each_file_stands_in_the_notice_with_its_licence():
    notice = (ROOT / "THIRD_PARTY.md").read_text()

    for file in manifest():
        assert file["path"] in notice
        assert file["version"] in notice
        assert finders.find(file["licence_file"])


def test_no_vendored_file_is_missing_from_the_manifest():
    folder = Path(finders.find("vendor/MANIFEST.toml")).parent
    code = {path.relative_to(folder.parent).as_posix() for path in folder.rglob("*.js")}

    assert code <= {file["path"] for file in manifest()}
