"""The boxes of an MP4 (文件盒): whole or cut, upright or turned."""

import struct

import pytest

from kepu.media.measures import Unreadable, boxes
from make import files

FAST = {"movflags": "+faststart"}


def insist(path):
    boxes.insist_whole(path, path.stat().st_size)


def test_a_whole_film_is_whole_wherever_its_index_lies(tmp_path):
    insist(files.film(tmp_path / "end.mp4"))
    insist(files.film(tmp_path / "front.mp4", options=FAST))


def test_a_film_cut_before_its_index_is_not(tmp_path):
    with pytest.raises(Unreadable, match="缺少索引"):
        insist(files.cut(files.film(tmp_path / "a.mp4", seconds=20)))


def test_a_film_cut_after_its_index_is_not(tmp_path):
    with pytest.raises(Unreadable, match=r"末尾少了 [\d,]+ 字节"):
        insist(files.cut(files.film(tmp_path / "a.mp4", seconds=20, options=FAST), 0.9))


def test_a_long_box_may_have_a_long_length(tmp_path):
    film = files.film(tmp_path / "a.mp4", options=FAST)
    with film.open("ab") as file:
        file.write(struct.pack(">I4sQ", 1, b"free", 24) + bytes(8))

    insist(film)


def test_a_last_box_may_reach_to_the_end(tmp_path):
    film = files.film(tmp_path / "a.mp4", options=FAST)
    with film.open("ab") as file:
        file.write(struct.pack(">I4s", 0, b"free") + bytes(80))

    insist(film)


def test_a_box_smaller_than_its_own_head_ends_the_walk(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(struct.pack(">I4s", 4, b"moov") * 9)

    with pytest.raises(Unreadable, match="缺少索引"):
        insist(path)


def test_boxes_without_end_are_not_walked(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(box(b"free", b"") * (boxes.AT_MOST + 1) + box(b"moov", b""))

    with pytest.raises(Unreadable, match="缺少索引"):
        insist(path)


def test_a_turned_film_is_known(tmp_path):
    upright = files.film(tmp_path / "a.mp4")
    size = upright.stat().st_size

    assert not boxes.turned(upright, size)
    assert boxes.turned(files.turned(upright), size)


def test_a_turned_film_is_known_in_a_long_header_too(tmp_path):
    path = tmp_path / "a.mp4"
    body = b"\x01" + bytes(51) + files.QUARTER + struct.pack(">II", 16 << 16, 9 << 16)
    path.write_bytes(box(b"moov", box(b"trak", box(b"tkhd", body))))

    assert boxes.turned(path, path.stat().st_size)


def test_a_header_cut_short_turns_nothing(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(box(b"moov", box(b"trak", box(b"tkhd", bytes(20)))))

    assert not boxes.turned(path, path.stat().st_size)


def test_a_sound_track_has_no_picture_to_turn(tmp_path):
    tone = files.tone(tmp_path / "a.m4a")

    assert not boxes.turned(tone, tone.stat().st_size)


def box(name, body):
    return struct.pack(">I4s", len(body) + 8, name) + body
