"""Static files as they are published: hashed names everywhere, one sheet."""

import json
import re

import pytest
from django.contrib.staticfiles import storage
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.test import override_settings

from kepu.look.storage import Published

PUBLISHED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kepu.look.storage.Published"},
}


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=PUBLISHED):
        storage.staticfiles_storage._setup()
        call_command("collectstatic", verbosity=0, interactive=False)
    storage.staticfiles_storage._setup()
    names = json.loads((root / "staticfiles.json").read_text())["paths"]
    return lambda name: (root / names[name]).read_text()


def test_the_sheet_holds_all_its_parts(published):
    sheet = published("look/look.css")

    assert "@import" not in sheet
    for name in ("--brand:", ".btn", ".toast", ".cover", "@media print"):
        assert name in sheet


def test_a_part_that_changed_is_in_the_next_release(tmp_path):
    written = FileSystemStorage(location=tmp_path / "written")
    release = Published(location=tmp_path / "release", base_url="/static/")
    sheet, part = tmp_path / "written/look/look.css", tmp_path / "written/look/css/part.css"
    part.parent.mkdir(parents=True)
    sheet.write_text('@import url("css/part.css");\n')
    release.save("look/look.css", ContentFile(sheet.read_bytes()))

    for colour in ("red", "blue"):
        part.write_text(f"a {{ color: {colour}; }}")
        release.delete("look/css/part.css")
        release.save("look/css/part.css", ContentFile(part.read_bytes()))
        names = ("look/look.css", "look/css/part.css")
        list(release.post_process({name: (written, name) for name in names}))

    with release.open(release.stored_name("look/look.css")) as published_sheet:
        assert published_sheet.read() == b"a { color: blue; }"


def test_the_sheet_is_small(published):
    import gzip

    assert len(gzip.compress(published("look/look.css").encode())) < 16_000


def test_our_scripts_import_by_hashed_names(published):
    imports = re.findall(r'from "\./([^"]+)"', published("look/js/look.js"))

    assert len(imports) == 8
    assert all(re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", name) for name in imports)


def test_scripts_of_others_stay_as_they_are(published):
    from pathlib import Path

    from django.contrib.staticfiles import finders

    theirs = Path(finders.find("vendor/htmx/htmx.min.js")).read_text()

    assert published("vendor/htmx/htmx.min.js") == theirs
