"""How static files are published: names carry a hash, and the styles come as one file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from django.core.files.base import ContentFile

SHEET = "look/look.css"
OWN_SCRIPTS = "*/js/*.js"  # others' scripts speak of imports in comments
PART = re.compile(r'^@import url\("(?P<path>[^"]+)"\);\n', re.MULTILINE)

IMPORTS: Any = vars(HashedFilesMixin)["_js_module_import_aggregation_patterns"][1]


class Published(ManifestStaticFilesStorage):
    """Hashed names, also in the imports of our own scripts; ``look.css`` holds what it imports."""

    patterns = (
        *ManifestStaticFilesStorage.patterns,
        (OWN_SCRIPTS, IMPORTS),
    )

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            self._join()
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _join(self) -> None:
        """Write the styles that the sheet imports into the sheet itself."""
        folder = SHEET.rpartition("/")[0]
        with self.open(SHEET) as sheet:
            text = sheet.read().decode()

        def content(part: re.Match[str]) -> str:
            with self.open(f"{folder}/{part['path']}") as file:
                return str(file.read().decode())

        joined = PART.sub(content, text)
        self.delete(SHEET)
        self.save(SHEET, ContentFile(joined.encode()))
