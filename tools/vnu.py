"""Let the Nu HTML checker read the pages of shots.toml on a demo site: make vnu (npm, Java 17)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urljoin
from urllib.request import OpenerDirector

from outside import program, site, visitor

PAGES = tomllib.loads(Path(__file__).with_name("shots.toml").read_text(encoding="utf-8"))["pages"]

OURS = ".*Attribute “hx-[a-z-]+” not allowed.*"  # those of htmx, which HTML does not know


class Links(HTMLParser):
    """The links of a page: where each leads, and what it says."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[list[str]] = []
        self.inside = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.inside = True
            self.found.append([dict(attrs).get("href") or "", ""])

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][1] += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "a"

    def named(self, name: str) -> str:
        """Give where the first link leads that says this."""
        return next(where for where, says in self.found if name in says)


def main() -> int:
    """Keep every page in a file, have all read at once, say what is wrong where."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        with site(Path(folder) / "home", "--demo") as address:
            eyes = {who: visitor(address, who) for who in {one.get("who", "") for one in PAGES}}
            for opens in eyes.values():
                opens.addheaders = [("Accept", "text/html")]
            for wanted in PAGES:
                page = _opened(eyes[wanted.get("who", "")], address, wanted)
                (pages / f"{wanted['name']}.html").write_bytes(page)
        jar = program("vnu-jar") / "build/dist/vnu.jar"
        how = ["--errors-only", "--skip-non-html", "--filterpattern", OURS]
        checked = ["java", "-jar", str(jar), *how, str(pages)]
        print(f"{len(PAGES)} pages")
        return subprocess.run(checked, check=False).returncode


def _opened(opens: OpenerDirector, address: str, wanted: dict[str, Any]) -> bytes:
    """Go to a page by the links one would follow."""
    where = address + wanted["at"]
    page = _page(opens, where)
    for link in wanted.get("click", ()):
        where = urljoin(where, Links(page).named(link))
        page = _page(opens, where)
    return page


def _page(opens: OpenerDirector, where: str) -> bytes:
    try:
        return bytes(opens.open(quote(where, safe="/:?=&%#")).read())
    except HTTPError as error:  # an error page is a page
        return bytes(error.read())


if __name__ == "__main__":
    sys.exit(main())
