"""Many files go out as one ZIP that any program opens, of the length that was said."""

import hashlib
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from kepu.media import packs
from kepu.media.packs import Entry, NotWhole, Pack

AT = datetime(2022, 6, 1, 18, 30, 12)  # noqa: DTZ001 - a ZIP knows no zones


@pytest.fixture
def lend(tmp_path):
    """Keep some bytes by their hash, and lend them."""

    def keep(data):
        (tmp_path / hashlib.sha256(data).hexdigest()).write_bytes(data)
        return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}

    @contextmanager
    def lent(sha256):
        yield tmp_path / sha256

    lent.keep = keep
    return lent


@pytest.fixture
def pack(lend):
    pictures = [b"\xff\xd8" + bytes([n]) * (packs.PIECE * n // 2) for n in (1, 3)]
    files = [Entry(name=f"0{n} 雷雨.jpg", **lend.keep(data)) for n, data in enumerate(pictures, 1)]
    return Pack(AT, [Entry(name="署名与使用.txt", text="推荐单位：测试\n谢谢"), *files])


@pytest.mark.parametrize("most", [packs.LONG, 100])  # as if 100 bytes were more than 4 GB
def test_a_pack_is_a_zip_of_the_length_that_was_said(pack, lend, monkeypatch, most):
    monkeypatch.setattr(packs, "MOST", most)

    data = b"".join(pack.pieces(lend))

    with ZipFile(BytesIO(data)) as held:
        assert held.testzip() is None
        assert held.namelist() == ["署名与使用.txt", "01 雷雨.jpg", "02 雷雨.jpg"]
        assert held.read("署名与使用.txt").decode("utf-8-sig") == "推荐单位：测试\r\n谢谢"
        assert held.infolist()[0].date_time == (2022, 6, 1, 18, 30, 12)
    assert len(data) == pack.length


def test_a_pack_is_written_down_for_the_front_and_read_again(pack):
    assert Pack.of_json(pack.to_json()) == pack


def test_a_pack_is_written_in_small_pieces(pack, lend):
    assert max(map(len, pack.pieces(lend))) == packs.PIECE


def test_a_file_of_another_length_ends_the_pack(lend):
    held = lend.keep(b"12345")
    pack = Pack(AT, [Entry(name="1.jpg", **held | {"size": 4})])

    with pytest.raises(NotWhole):
        list(pack.pieces(lend))
