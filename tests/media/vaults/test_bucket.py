"""Files in an S3-compatible store: verified, in pieces, and a sentence when it is away."""

import hashlib

import pytest

from kepu.media.vaults import Away, Damaged
from kepu.media.vaults import bucket as module
from kepu.media.vaults.address import Address, BadAddress
from kepu.media.vaults.bucket import S3
from make import storage

FIVE = 5 << 20  # the least that S3 takes for a piece
PAST, FUTURE = 0.0, 4e9


@pytest.fixture
def vault(bucket):
    return S3(bucket.url)


def written(folder, content):
    path = folder / "file"
    path.write_bytes(content)
    return hashlib.sha256(content).hexdigest(), len(content), path


def test_a_file_comes_back_as_it_was_put(vault, bucket, tmp_path):
    sha256, size, path = written(tmp_path, b"science")

    vault.put(sha256, size, path)
    vault.fetch(sha256, tmp_path / "back")

    assert bucket.objects() == [f"{sha256[:2]}/{sha256[2:4]}/{sha256}"]
    assert (tmp_path / "back").read_bytes() == b"science"
    assert (vault.size_of(sha256), vault.fault(sha256, size)) == (7, "")


def test_a_large_file_goes_in_pieces_and_is_sent_once(vault, bucket, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PIECE", FIVE)
    sha256, size, path = written(tmp_path, bytes(2 * FIVE) + b"end")

    vault.put(sha256, size, path)
    path.write_bytes(b"gone")
    vault.put(sha256, size, path)

    vault.fetch(sha256, tmp_path / "back")
    assert (tmp_path / "back").stat().st_size == size
    assert bucket.unfinished() == 0


@pytest.mark.parametrize("size", [10, FIVE + 10])
def test_bytes_that_are_not_their_name_are_not_kept(vault, bucket, tmp_path, monkeypatch, size):
    monkeypatch.setattr(module, "PIECE", FIVE)
    _, size, path = written(tmp_path, bytes(size))

    with pytest.raises(Damaged):
        vault.put("ab" * 32, size, path)

    assert (bucket.objects(), bucket.unfinished()) == ([], 0)


def test_a_store_that_keeps_other_bytes_is_found_out(vault, tmp_path, monkeypatch):
    sha256, size, path = written(tmp_path, b"science")
    put = vault.client.put_object
    monkeypatch.setattr(vault.client, "put_object", lambda **all_: put(**all_ | {"Body": b"S"}))

    with pytest.raises(Damaged):
        vault.put(sha256, size, path)

    assert vault.size_of(sha256) is None


def test_damage_is_named(vault, bucket, tmp_path):
    sha256, size, path = written(tmp_path, b"science")
    missing = vault.fault(sha256, size)
    vault.put(sha256, size, path)

    bucket.spoil(vault.key(sha256), b"SCIENCE")

    assert missing == "文件不见了"
    assert vault.fault(sha256, 8) == "大小不对"
    assert vault.fault(sha256, size) == "内容已改变"
    assert vault.fault(sha256, size, deep=False) == ""
    with pytest.raises(Damaged):
        vault.fetch(sha256, tmp_path / "back")


@pytest.mark.parametrize(("breaks", "is_whole"), [(3, True), (4, False)])
def test_a_read_that_breaks_goes_on_from_there_a_few_times(tmp_path, monkeypatch, breaks, is_whole):
    monkeypatch.setattr(module, "PAUSES", (0, 0, 0))
    sha256, size, path = written(tmp_path, bytes(3_000_000) + b"science")
    back = tmp_path / "back"

    with storage.torn_store(path.read_bytes(), size // breaks) as url:
        vault = S3(storage.address(url))
        if is_whole:
            vault.fetch(sha256, back)
        else:
            with pytest.raises(Away):
                vault.fetch(sha256, back)

    assert (back.read_bytes() == path.read_bytes()) is is_whole


def test_what_is_not_there_cannot_be_fetched_and_may_be_removed(vault, tmp_path):
    vault.remove("ab" * 32)

    with pytest.raises(Damaged):
        vault.fetch("ab" * 32, tmp_path / "back")


def test_an_upload_that_was_cut_off_is_swept_when_it_is_old(vault, bucket):
    bucket.client.create_multipart_upload(Bucket=bucket.bucket, Key="ab/cd/x")

    assert vault.sweep(PAST) == 0
    assert vault.sweep(FUTURE) == 1
    assert bucket.unfinished() == 0


def test_a_store_that_cannot_list_what_was_cut_off_is_left_alone():
    with storage.broken_store(501) as url:
        assert S3(storage.address(url)).sweep(FUTURE) == 0
    with storage.broken_store(403) as url, pytest.raises(Away):
        S3(storage.address(url)).sweep(FUTURE)


def test_a_cut_in_the_middle_leaves_no_pieces(vault, bucket, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "PIECE", FIVE)
    sha256, size, path = written(tmp_path, bytes(FIVE + 10))
    monkeypatch.setattr(vault.client, "complete_multipart_upload", lambda **_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        vault.put(sha256, size, path)

    assert bucket.unfinished() == 0


def test_a_store_that_answers_is_well(vault):
    assert vault.check() == ""


def test_a_store_that_is_away_is_refused_with_a_sentence(tmp_path):
    vault = S3(storage.address(storage.nowhere()))
    sha256, size, path = written(tmp_path, b"science")

    assert vault.check().startswith("连不上 http://127.0.0.1:")
    with pytest.raises(Away, match="存储服务暂时连不上，文件没有收下"):
        vault.put(sha256, size, path)


def test_a_store_that_is_ill_or_has_no_such_bucket_says_so(endpoint, tmp_path):
    with storage.broken_store() as broken:
        ill = S3(storage.address(broken))

        assert ill.check() == "存储服务答复 500"
        with pytest.raises(Away):
            ill.put(*written(tmp_path, b"science"))
    assert S3(storage.address(endpoint, "other")).check() == "没有叫 other 的存储桶"


def test_an_address_is_read():
    said = Address.of("s3://k%2F:s%40@files.example.org:9000/kepu/a?public=https://f.example.org/")

    assert said == Address(
        key="k/",
        secret="s@",
        endpoint="https://files.example.org:9000",
        bucket="kepu",
        prefix="a/",
        region="us-east-1",
        public="https://f.example.org",
    )


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://files.example.org/kepu", "应写成 s3://"),
        ("s3://files.example.org/kepu", "应写成 s3://"),
        ("s3://k:s@files.example.org/", "没有写存储桶"),
        ("s3://k:s@files.example.org/kepu?tsl=0", "不认识 tsl"),
    ],
)
def test_an_address_that_is_wrong_says_what(url, says):
    with pytest.raises(BadAddress, match=says):
        Address.of(url)
