"""How static files are published: names carry a hash, and the styles come as one file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.apps import apps
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

SHEET = "look/look.css"
PART = re.compile(r'^@import url\("(?P<path>[^"]+)"\);\n', re.MULTILINE)


class Published(ManifestStaticFilesStorage):
    """Hashed names, also in the imports of our own scripts; ``look.css`` holds what it imports."""

    support_js_module_import_aggregation = True

    @cached_property
    def known(self) -> dict[str, str]:
        """Keep what was asked for: a process sees one manifest, and a page asks often."""
        return {}

    def url(self, name: str | None, force: bool = False) -> str:
        told = str(name)
        if told not in self.known:
            self.known[told] = super().url(told, force)
        return self.known[told]

    @cached_property
    def rooms(self) -> frozenset[str]:
        ours = (app for app in apps.get_app_configs() if app.name.startswith("kepu."))
        return frozenset(app.label for app in ours)

    def url_converter(self, name: str, *how: Any, **options: Any) -> Callable[[re.Match[str]], str]:
        """Leave the scripts of others as they are: they speak of imports in comments too."""
        if name.endswith(".js") and name.partition("/")[0] not in self.rooms:
            return lambda found: found[0]
        return super().url_converter(name, *how, **options)

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            self._join(paths)
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _join(self, paths: dict[str, Any]) -> None:
        """Publish the sheet with the parts it imports, all read where they were written."""

        def text(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return str(file.read().decode())

        folder = SHEET.rpartition("/")[0]
        joined = PART.sub(lambda part: text(f"{folder}/{part['path']}"), text(SHEET))
        self.delete(SHEET)
        self.save(SHEET, ContentFile(joined.encode()))
