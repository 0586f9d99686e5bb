"""The front over a real granian: files by range, bodies, static files, and slow people."""

import gzip
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from make.running import free_port, patient, until

TESTS = Path(__file__).parents[1]
BLOB = os.urandom(1024) * 1024  # 1 MiB
LARGE = 64 * 2**20
PACKED, HUGE = "ab" * 32, "cd" * 32  # the names of two blobs
SLOW = 16


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("front")
    (root / "blobs" / "ab").mkdir(parents=True)
    (root / "blobs" / "ab" / "blob").write_bytes(BLOB)
    with (root / "blobs" / "large").open("wb") as large:
        large.truncate(LARGE)
    for name, size in ((PACKED, len(BLOB)), (HUGE, LARGE)):
        place = root / "blobs" / name[:2] / name[2:4]
        place.mkdir(parents=True)
        (place / name).write_bytes(BLOB * (size // len(BLOB)))
    (root / "secret").write_text("not yours")
    static = root / "static"
    static.mkdir()
    (static / "kp.css").write_text("a{}" * 1000)
    (static / "kp.0123456789ab.css").write_text("a{}" * 1000)
    (static / "kp.0123456789ab.css.gz").write_bytes(gzip.compress(b"a{}" * 1000))
    (static / "staticfiles.json").write_text(
        json.dumps({"paths": {"kp.css": "kp.0123456789ab.css"}})
    )
    return root


@pytest.fixture(scope="module")
def port(root):
    port = free_port()
    words = ["--interface", "asginl", "--port", str(port), "--factory", "make.front:app"]
    environ = os.environ | {"PYTHONPATH": str(TESTS), "KEPU_HOME": str(root)}
    server = subprocess.Popen([sys.executable, "-m", "granian", *words], env=environ)
    until(lambda: answers(port), 20, lambda: server.poll() is not None)
    yield port
    server.terminate()
    server.wait(patient(10))


def answers(port):
    try:
        return ask(port, "GET", "/")[1] == b"page"
    except OSError:
        return False


def ask(port, method, path, headers=None, body=None):
    with closing(HTTPConnection("127.0.0.1", port, timeout=patient(10))) as asking:
        asking.request(method, path, body=body, headers=headers or {})
        answer = asking.getresponse()
        return answer, answer.read()


def test_a_file_is_sent_under_the_headers_of_the_page(port):
    answer, said = ask(port, "GET", "/send/ab/blob")

    assert (answer.status, said) == (200, BLOB)
    assert answer.headers["Content-Length"] == str(len(BLOB))
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%E5%9B%BE.jpg"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Set-Cookie"] == "a=1"
    assert answer.headers["X-Accel-Redirect"] is None


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-99", BLOB[:100]),
        ("bytes=100-199", BLOB[100:200]),
        ("bytes=-10", BLOB[-10:]),
        (f"bytes={len(BLOB) - 5}-", BLOB[-5:]),
    ],
)
def test_a_range_is_sent_as_206(port, asked, expected):
    answer, said = ask(port, "GET", "/send/ab/blob", {"Range": asked})

    assert (answer.status, said) == (206, expected)


def test_a_range_past_the_end_is_416(port):
    answer, _ = ask(port, "GET", "/send/ab/blob", {"Range": f"bytes={len(BLOB)}-"})

    assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{len(BLOB)}")


def test_if_range_of_another_version_sends_the_whole(port):
    etag = ask(port, "HEAD", "/send/ab/blob")[0].headers["ETag"]
    same = {"Range": "bytes=0-0", "If-Range": etag}
    other = {"Range": "bytes=0-0", "If-Range": '"another"'}

    assert ask(port, "GET", "/send/ab/blob", same)[0].status == 206
    assert ask(port, "GET", "/send/ab/blob", other)[0].status == 200


def test_head_tells_the_size_and_sends_nothing(port):
    answer, said = ask(port, "HEAD", "/send/ab/blob")

    assert (answer.status, answer.headers["Content-Length"], said) == (200, str(len(BLOB)), b"")


def test_a_version_the_browser_holds_is_304(port):
    etag = ask(port, "HEAD", "/send/ab/blob")[0].headers["ETag"]

    answer, said = ask(port, "GET", "/send/ab/blob", {"If-None-Match": etag})

    assert (answer.status, said) == (304, b"")


@pytest.mark.parametrize("path", ["../secret", "%2e%2e/secret", "ab/../../secret", "none", "ab"])
def test_nothing_outside_the_blobs_is_sent(port, path):
    answer, said = ask(port, "GET", f"/send/{path}")

    assert answer.status == 404
    assert b"not yours" not in said


def test_many_files_are_sent_as_one_of_the_length_that_was_said(port):
    path = f"/pack/{PACKED}-{len(BLOB)}/{HUGE}-{LARGE}"
    told, nothing = ask(port, "HEAD", path)
    answer, said = ask(port, "GET", path)

    with ZipFile(BytesIO(said)) as pack:
        assert pack.namelist() == ["说明.txt", "abababab.jpg", "cdcdcdcd.jpg"]
        assert pack.read("abababab.jpg") == BLOB
        assert pack.testzip() is None
    assert (answer.status, nothing) == (200, b"")
    assert told.headers["Content-Length"] == answer.headers["Content-Length"] == str(len(said))
    assert answer.headers["Set-Cookie"] == "a=1"
    assert answer.headers["X-Kepu-Pack"] is None


def test_a_pack_that_breaks_off_is_not_taken_for_whole(port, root):
    file = root / "blobs" / PACKED[:2] / PACKED[2:4] / PACKED
    asking = HTTPConnection("127.0.0.1", port, timeout=10)
    asking.request("GET", f"/pack/{HUGE}-{LARGE}/{PACKED}-{len(BLOB)}")
    answer = asking.getresponse()
    file.rename(root / "away")  # while the first, far more than a line holds, is on its way

    with closing(asking), pytest.raises(HTTPException):
        answer.read()

    (root / "away").rename(file)


def test_a_pack_of_a_file_that_was_cut_is_not_begun(port):
    assert ask(port, "GET", f"/pack/{PACKED}-{len(BLOB)}/{HUGE}-{LARGE + 1}")[0].status == 404


def test_a_pack_of_a_file_that_is_gone_is_not_begun(port):
    assert ask(port, "GET", f"/pack/{PACKED}-{len(BLOB)}/{'ef' * 32}-5")[0].status == 404


def test_a_query_that_was_sent_bare_arrives_as_a_browser_writes_it(port):
    with socket.create_connection(("127.0.0.1", port), timeout=patient(10)) as line:
        asked = "GET /asked?q=雷&a=%20+b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        line.sendall(asked.encode())
        answer = line.makefile("rb").read()

    assert answer.startswith(b"HTTP/1.1 200")
    assert b"\nq=%E9%9B%B7&a=%20+b\r" in answer


@pytest.mark.parametrize("size", [0, 1, 300_000, 5_000_000])
def test_a_body_arrives_whole(port, size):
    body = os.urandom(size)

    answer, said = ask(port, "POST", "/echo", body=body)

    assert (answer.status, said) == (200, body)


def test_a_chunked_body_arrives_whole(port):
    pieces = [os.urandom(70_000) for _ in range(5)]

    assert ask(port, "POST", "/echo", body=iter(pieces))[1] == b"".join(pieces)


def test_a_body_past_all_forms_is_refused_before_it_is_sent(port):
    with socket.create_connection(("127.0.0.1", port), timeout=patient(5)) as line:
        line.sendall(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999\r\n\r\n")

        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_static_files_with_a_hash_are_kept_for_ever_and_packed(port):
    packed, said = ask(
        port, "GET", "/static/kp.0123456789ab.css", {"Accept-Encoding": "gzip, deflate"}
    )
    plain, unpacked = ask(port, "GET", "/static/kp.0123456789ab.css")

    assert gzip.decompress(said) == unpacked == b"a{}" * 1000
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"]
    assert packed.headers["Content-Type"].startswith("text/css")
    assert "immutable" in packed.headers["Cache-Control"]
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_static_files_without_a_hash_are_asked_for_again(port):
    first, _ = ask(port, "GET", "/static/kp.css")
    again, said = ask(port, "GET", "/static/kp.css", {"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "no-cache"
    assert (again.status, said) == (304, b"")


@pytest.mark.parametrize("path", ["/static/../secret", "/static/%2e%2e/secret", "/static/"])
def test_nothing_outside_the_static_folder_is_sent(port, path):
    assert ask(port, "GET", path)[0].status == 404


def time_pages(port, n=60):
    """Ask for pages; gives the seconds that the quickest took."""
    took = []
    for _ in range(n):
        began = time.perf_counter()
        assert ask(port, "GET", "/")[1] == b"page"
        took.append(time.perf_counter() - began)
    return min(took)


@pytest.mark.parametrize("wanted", ["/send/large", f"/pack/{HUGE}-{LARGE}"])
def test_slow_readers_and_stalled_senders_do_not_move_a_page(port, wanted):
    idle = time_pages(port)
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(2 * SLOW)]
    for reader in lines[:SLOW]:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.sendall(f"GET {wanted} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        assert reader.recv(12) == b"HTTP/1.1 200"
    for sender in lines[SLOW:]:
        sender.sendall(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx")

    until(lambda: time_pages(port) < 3 * idle + 0.005, 10)  # held up, no page came at all

    for line in lines:
        line.close()
