"""A demo site for the programs of others to look at, and the programs themselves, by npm."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

ROOT = Path(__file__).parent.parent
PATIENCE = 300  # seconds until the demo is drawn
STARTED = "科普已启动"
VERSIONS = {"vnu-jar": "26.9.27", "lighthouse": "13.5.0"}
SLUG = "henan-resources-2022"


@contextmanager
def site(home: Path, *words: str) -> Iterator[str]:
    """Run ``kepu up`` on a home; give its address once all is there, the demo too."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "kepu.cli", "up", "--port", port, *words]
    environ = os.environ | {"KEPU_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    said = home.with_suffix(".said")
    with said.open("w") as out:
        started = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=out)
    try:
        until = time.monotonic() + PATIENCE
        while STARTED not in said.read_text():
            if started.poll() is not None or time.monotonic() > until:
                sys.exit("the site does not start")
            time.sleep(0.3)
        yield f"http://127.0.0.1:{port}"
    finally:
        started.terminate()
        started.wait(60)


def public_pages(address: str) -> dict[str, str]:
    """Name the pages that everybody sees, an item among them."""
    with urlopen(f"{address}/api/v1/items?limit=1") as told:  # noqa: S310 - ours
        item = json.load(told)["items"][0]["page"].removeprefix(address)
    search = f"/library/?{urlencode({'q': '科学'})}"
    return {"home": "/", "search": search, "item": item, "campaign": f"/campaigns/{SLUG}/"}


def visitor(address: str, name: str = "") -> OpenerDirector:
    """Give what opens pages with the eyes of a person of the demo, or of anybody."""
    opens = build_opener(HTTPCookieProcessor(CookieJar()))
    if name:
        door = opens.open(f"{address}/demo/").read().decode()
        given = dict(re.findall(r'name="(csrfmiddlewaretoken|once)" value="([^"]+)"', door))
        hats = re.findall(r'name="hat" value="([^"]+)".*?身份：(.*?)<', door, re.DOTALL)
        hat = next(value for value, who in hats if name in who)
        opens.open(f"{address}/demo/enter/", urlencode(given | {"hat": hat}).encode())
    return opens


def program(name: str) -> Path:
    """Fetch a program of the version we name, once; give where it lies."""
    folder = ROOT / ".cache" / name / VERSIONS[name]
    if not (folder / "node_modules" / name).exists():
        package = f"{name}@{VERSIONS[name]}"
        npm = ["npm", "install", "--silent", "--no-fund", "--prefix", str(folder), package]
        subprocess.run(npm, check=True)
    return folder / "node_modules" / name
