"""A series that lies in a store elsewhere is taken home as one ZIP, fetched while it is sent."""

import hashlib
from contextlib import closing
from http.client import HTTPConnection
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from make import storage
from make.running import patient
from make.web import web

pytestmark = [pytest.mark.kill, pytest.mark.django_db(transaction=True)]
MISSING, AWAY = (404, "文件不在存储中，请联系管理员"), (503, "存储服务暂时连不上，请稍后再下载")


@pytest.fixture
def pictures(make):
    return [make.jpg(2000 + n, 1000) for n in range(3)]


@pytest.fixture
def pack(settings, bucket, make, pictures):
    """Shelve a series whose pictures only the store has; give the address of its pack."""
    settings.STORAGE_URL = bucket.url
    held = make.held("防雷挂图", *(make.blob(picture) for picture in pictures))
    return reverse("library:everything", args=[held.pk, "file"])


@pytest.fixture
def ask(monkeypatch, tmp_path_factory):
    """Have a web server with a home of its own, and so without a copy, answer from a store."""

    def run(url, path):
        monkeypatch.setenv("KEPU_STORAGE_URL", url)
        with (
            web(tmp_path_factory.mktemp("home")) as site,
            closing(HTTPConnection("127.0.0.1", site.port, timeout=patient(30))) as asking,
        ):
            asking.request("GET", path)
            answer = asking.getresponse()
            return answer, answer.read()

    return run


def test_it_is_sent_whole_and_as_long_as_was_said(bucket, ask, pack, pictures):
    answer, said = ask(bucket.url, pack)

    held = ZipFile(BytesIO(said))
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) == len(said)
    assert held.testzip() is None
    assert [held.read(name) for name in held.namelist()[1:]] == pictures


def test_one_whose_last_file_is_gone_or_cut_is_not_begun(bucket, ask, pack, pictures):
    last = next(key for key in bucket.objects() if hashlib.sha256(pictures[2]).hexdigest() in key)
    bucket.spoil(last, pictures[2][:-1])
    cut, says_so = ask(bucket.url, pack)
    bucket.client.delete_object(Bucket=bucket.bucket, Key=last)

    gone, says = ask(bucket.url, pack)
    away, later = ask(storage.address(storage.nowhere()), pack)

    assert (cut.status, says_so.decode()) == (gone.status, says.decode()) == MISSING
    assert (away.status, later.decode()) == AWAY
