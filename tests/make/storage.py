"""An S3 server that speaks the real protocol, and servers that are ill (对象存储)."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import inf
from typing import Any
from urllib.parse import urlsplit

import boto3
from moto.server import ThreadedMotoServer

from make.running import free_port

REGION = "cn-north-1"
SESSION = boto3.session.Session()


class Store:
    """One bucket of its own in a running server, and a look into it from outside."""

    def __init__(self, endpoint: str, bucket: str) -> None:
        self.endpoint, self.bucket = endpoint, bucket
        self.client = SESSION.client(
            "s3",
            endpoint_url=endpoint,
            aws_access_key_id="key",
            aws_secret_access_key="secret",
            region_name=REGION,
        )
        place = {"LocationConstraint": REGION}
        self.client.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)

    @property
    def url(self) -> str:
        return address(self.endpoint, self.bucket)

    def objects(self) -> list[str]:
        listed = self.client.list_objects_v2(Bucket=self.bucket)
        return [one["Key"] for one in listed.get("Contents", [])]

    def unfinished(self) -> int:
        return len(self.client.list_multipart_uploads(Bucket=self.bucket).get("Uploads", []))

    def spoil(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.bucket, Key=key, Body=content)


def address(endpoint: str, bucket: str = "kepu-files") -> str:
    return f"s3://key:secret@{urlsplit(endpoint).netloc}/{bucket}?region={REGION}&tls=0"


class Door:
    """Lets so many files into a store; whoever brings one more waits till it opens, in vain."""

    def __init__(self) -> None:
        self.left: float = inf
        self.full, self.opened = threading.Event(), threading.Event()

    def shut_after(self, count: int) -> None:
        self.left = count

    def open(self) -> None:
        self.left = inf
        self.opened.set()

    def __call__(self, inside: Callable[..., Any], asked: dict[str, Any], answer: Any) -> Any:
        if asked["REQUEST_METHOD"] == "PUT":
            self.left -= 1
            if self.left < 0:
                self.full.set()
                self.opened.wait()
                answer("503 Service Unavailable", [("Content-Length", "0")])
                return [b""]
        return inside(asked, answer)


@contextmanager
def served_store(door: Door | None = None) -> Iterator[str]:
    """Run the server; gives where it answers."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        if door:
            server._server.app = partial(door, server._server.app)
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@contextmanager
def broken_store(status: int = 500) -> Iterator[str]:
    """Run a server that answers everything with the same trouble."""

    class Broken(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _serving(Broken) as url:
        yield url


@contextmanager
def torn_store(content: bytes, at_once: int) -> Iterator[str]:
    """Run a server whose line breaks after so many bytes of its one file, each time."""

    class Torn(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            since = int(self.headers.get("Range", "bytes=0-")[6:-1])
            self.send_response(206 if since else 200)
            self.send_header("Content-Length", str(len(content) - since))
            if since:
                said = f"bytes {since}-{len(content) - 1}/{len(content)}"
                self.send_header("Content-Range", said)
            self.end_headers()
            self.wfile.write(content[since : since + at_once])
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with _serving(Torn) as url:
        yield url


@contextmanager
def _serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def nowhere() -> str:
    """Give the address of a server that is not running."""
    return f"http://127.0.0.1:{free_port()}"
