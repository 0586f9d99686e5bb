"""Clients of the tus protocol that others wrote, and one by hand, behind one way to call them."""

import json
import shutil
import subprocess
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from tusclient.client import TusClient
from tusclient.uploader import Uploader

from kepu.media.models import Upload

MIB = 1 << 20
NODE = shutil.which("node")
AGAIN = 0.2  # seconds
LAST = 4 * MIB  # what is left when a sender waits
SCRIPT = Path(__file__).with_name("tus.cjs")
LIBRARY = "vendor/tus/tus.min.js"
BYTES = {"Content-Type": "application/offset+octet-stream"}


@dataclass(frozen=True)
class Line:
    """Where to send, as whom."""

    url: str
    cookie: str


def breathe(file: Path, left: int, pause: float) -> None:
    """Pause between two pieces; before the last ones, until somebody lets them go."""
    time.sleep(pause)
    while pause and left <= LAST and not go_on(file).exists():
        time.sleep(pause)


def go_on(file: Path) -> Path:
    """Name the file whose being there lets the last pieces go."""
    return file.with_name(f"{file.name}.go")


def by_tuspy(line: Line, ticket: Upload, file: Path, *, pause: float = 0) -> None:
    """Send with tuspy, each piece with its checksum."""
    with file.open("rb") as stream:
        uploader = tuspy(line, ticket, stream)
        while uploader.offset < uploader.stop_at:
            uploader.upload_chunk()
            breathe(file, uploader.stop_at - uploader.offset, pause)


def tuspy(line: Line, ticket: Upload, stream, *, url: str | None = None) -> Uploader:
    client = TusClient(f"{line.url}/uploads/", headers={"Cookie": line.cookie})
    told = {"ticket": str(ticket.pk), "filename": "tuspy.mp4"}
    uploader = client.uploader(
        file_stream=stream, url=url, metadata=told, chunk_size=MIB, upload_checksum=True
    )
    uploader.retries, uploader.retry_delay = 200, AGAIN
    return uploader


def by_tus_js(line: Line, ticket: Upload, file: Path, *, pause: float = 0) -> None:
    """Send with tus-js-client under Node."""
    assert "url" in tus_js(line, ticket, file, pause=pause)


def tus_js(line: Line, ticket: Upload, file: Path, **how: object) -> dict[str, object]:
    """Run Node; gives what it says came of it."""
    usual = {"endpoint": f"{line.url}/uploads/", "cookie": line.cookie, "piece": MIB, "pause": 0}
    waits = {"last": LAST, "go": str(go_on(file))}
    told = usual | waits | {"ticket": str(ticket.pk), "file": str(file)} | how
    command = [NODE, str(SCRIPT), finders.find(LIBRARY), json.dumps(told)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=600, check=True)
    return json.loads(ran.stdout)


def by_hand(line: Line, ticket: Upload, file: Path, *, pause: float = 0) -> None:
    """Send in one long PATCH; when the line breaks, ask how far it came and go on from there."""
    content, at, path = file.read_bytes(), 0, f"/uploads/{ticket.pk}"
    told = {"Upload-Length": len(content), "Upload-Metadata": f"ticket {_coded(str(ticket.pk))}"}
    _ask(line, "POST", "/uploads/", headers=told)
    while at < len(content):
        try:
            at = int(_ask(line, "HEAD", path)["Upload-Offset"])
            headers = {"Upload-Offset": at, "Content-Length": len(content) - at} | BYTES
            _ask(line, "PATCH", path, _slowly(file, content, at, pause), headers)
        except OSError:
            time.sleep(AGAIN)


def _slowly(file: Path, content: bytes, at: int, pause: float) -> Iterator[bytes]:
    for start in range(at, len(content), MIB):
        yield content[start : start + MIB]
        breathe(file, len(content) - start - MIB, pause)


def _ask(line: Line, method: str, path: str, body=None, headers=None):
    usual = {"Tus-Resumable": "1.0.0", "Cookie": line.cookie}
    with closing(HTTPConnection(urlsplit(line.url).netloc, timeout=30)) as asking:
        asking.request(method, path, body=body, headers=usual | _as_text(headers or {}))
        return asking.getresponse().headers


def _as_text(headers: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in headers.items()}


def _coded(word: str) -> str:
    return b64encode(word.encode()).decode()
