"""Bytes go out: named in UTF-8, in parts, and never so that a stranger's file runs here."""

import asyncio

import pytest

from kepu.config.front import Front
from kepu.media import store
from kepu.media.send import FOREVER, send

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body><script>alert(1)</script></body></html>"


def through_the_front(blobs, response, **asked):
    """Let the front obey the answer; gives status, headers, body."""
    headers = [(name.lower().encode(), value.encode()) for name, value in response.items()]
    sent = []

    async def django(_scope, _receive, reply):
        await reply({"type": "http.response.start", "status": 200, "headers": headers})
        await reply({"type": "http.response.body", "body": b""})

    came = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive():
        return next(came, None) or await asyncio.Event().wait()

    async def reply(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "scheme": "http",
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in asked.items()
        ],
    }
    asyncio.run(Front(django, None, blobs)(scope, receive, reply))
    named = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return sent[0]["status"], named, b"".join(one.get("body", b"") for one in sent[1:])


def test_a_picture_is_shown_when_wished(make):
    response = send(make.blob(), "水稻.jpg", inline=True)

    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline; ")


def test_a_download_is_kept(make):
    assert send(make.blob(), "a.jpg")["Content-Disposition"] == 'attachment; filename="a.jpg"'


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("水稻 一.jpg", "filename*=utf-8''%E6%B0%B4%E7%A8%BB%20%E4%B8%80.jpg"),
        ('说"好".jpg', "filename*=utf-8''%E8%AF%B4%22%E5%A5%BD%22.jpg"),
        ('a "b".jpg', 'filename="a \\"b\\".jpg"'),
        ("../../etc/passwd", 'filename=".._.._etc_passwd"'),
        ("a\r\nSet-Cookie: b", 'filename="a__Set-Cookie: b"'),
        ("照片\u202egpj.exe", "filename*=utf-8''%E7%85%A7%E7%89%87_gpj.exe"),
        ("\n", 'filename="_"'),
        ("", 'filename="file"'),
    ],
)
def test_names_survive_and_do_no_harm(make, name, says):
    assert send(make.blob(), name)["Content-Disposition"] == f"attachment; {says}"


@pytest.mark.parametrize("content", [SVG, HTML, b"PK\x03\x04" + b"0" * 40])
def test_what_could_run_is_never_shown_nor_named(make, content):
    response = send(make.blob(content, "图.jpg"), "图.jpg", inline=True)

    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["Content-Type"] == "application/octet-stream"


def test_a_page_behind_a_picture_is_a_picture(make):
    response = send(make.blob(make.jpg() + HTML), "图.html", inline=True)

    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_everything_is_in_the_sandbox(make):
    response = send(make.blob(), "a.jpg", inline=True)

    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_sending_costs_one_query(make, django_assert_num_queries):
    blob = make.blob()

    with django_assert_num_queries(1):
        send(blob, "a.jpg")


def test_the_front_sends_what_arrived(make, blobs):
    content = make.jpg()

    status, headers, body = through_the_front(blobs, send(make.blob(content), "a.jpg"))

    assert (status, body) == (200, content)
    assert headers["content-length"] == str(len(content))
    assert headers["cache-control"] == "private, no-cache"


def test_the_front_sends_a_part(make, blobs):
    content = make.jpg()
    response = send(make.blob(content), "a.jpg")

    status, headers, body = through_the_front(blobs, response, range="bytes=10-19")

    assert (status, body) == (206, content[10:20])
    assert headers["content-range"] == f"bytes 10-19/{len(content)}"


def test_a_part_of_other_bytes_is_not_sent(make, blobs):
    content = make.jpg()
    response = send(make.blob(content), "a.jpg")

    old = through_the_front(blobs, response, range="bytes=10-19", if_range='"another"')
    same = through_the_front(blobs, response, range="bytes=10-19", if_range=response["ETag"])

    assert (old[0], old[2]) == (200, content)
    assert (same[0], same[2]) == (206, content[10:20])


def test_a_browser_that_has_it_gets_nothing(make, blobs):
    response = send(make.blob(), "a.jpg", cache=FOREVER)

    status, headers, body = through_the_front(blobs, response, if_none_match=response["ETag"])

    assert (status, body) == (304, b"")
    assert headers["cache-control"] == FOREVER


def test_a_lost_file_is_a_sentence(make, blobs):
    blob = make.blob()
    store.path_of(blob.sha256).unlink()

    status, _, body = through_the_front(blobs, send(blob, "a.jpg"))

    assert status == 404
    assert "不在存储中" in body.decode()
