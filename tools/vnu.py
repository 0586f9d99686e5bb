"""Let the Nu HTML checker read the main pages of a demo site: make vnu (npm, Java 17)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import OpenerDirector

from outside import program, public_pages, site, visitor

# whose eyes, and which pages beside those that everybody sees
DESKS = {
    "": ("/library/", "/campaigns/", "/api/v1/", "/accounts/login/", "/styleguide/", "/nowhere/"),
    "经办人": ("/works/", "/works/new/henan-resources-2022/", "/messages/"),
    "科协管理员": ("/desk/", "/desk/inbox/", "/desk/done/", "/desk/dues/", "/orgs/"),
    "承办人员": ("/library/pushes/", "/library/pushes/new/"),
    "系统管理员": ("/people/", "/appointments/", "/desk/jobs/"),
}


def main() -> int:
    """Keep every page in a file, have all read at once, say what is wrong where."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        with site(Path(folder) / "home", "--demo") as address:
            for who, paths in DESKS.items():
                opens = visitor(address, who)
                opens.addheaders = [("Accept", "text/html")]
                more = public_pages(address).values() if not who else ()
                for path in (*more, *paths):
                    name = path.strip("/").replace("/", "_") or "home"
                    (pages / f"{name}.html").write_bytes(_page(opens, address + path))
        jar = program("vnu-jar") / "build/dist/vnu.jar"
        checked = ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", str(pages)]
        print(f"{len(list(pages.iterdir()))} pages")
        return subprocess.run(checked, check=False).returncode


def _page(opens: OpenerDirector, address: str) -> bytes:
    try:
        return bytes(opens.open(address).read())
    except HTTPError as error:  # an error page is a page
        return bytes(error.read())


if __name__ == "__main__":
    sys.exit(main())
