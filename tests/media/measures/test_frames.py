"""When the pictures of a film come (漏帧), and the QR codes in them (二维码)."""

from array import array

import pytest

from kepu.media.measures import frames, tiers
from kepu.rulebook.facts import Gap, QrCode, Tier
from make import files


def scan_of(path):
    return tiers.take(path, Tier.SCAN).scan


def row(*runs):
    """Lay out times in runs of (first, step, count)."""
    return [round(first + step * n, 6) for first, step, count in runs for n in range(count)]


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_an_even_film_has_no_gaps(name, tmp_path):
    scan = scan_of(files.film(tmp_path / name, seconds=6, rate=10))

    assert (scan.gaps, scan.steady) == ((), True)
    assert scan.lasts == pytest.approx(5.9)


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_a_hole_is_found_with_place_and_length(name, tmp_path):
    times = row((0, 0.1, 40), (6, 0.1, 40))

    scan = scan_of(files.film(tmp_path / name, times=times, rate=10))

    assert (scan.gaps, scan.steady) == ((Gap(at=4.0, lasts=2.0),), True)


def test_two_pictures_missing_are_a_gap_and_one_is_not():
    assert frames.rhythm(array("d", row((0, 1, 30), (32, 1, 30))))[0] == (Gap(at=30, lasts=2),)
    assert frames.rhythm(array("d", row((0, 1, 30), (31, 1, 30))))[0] == ()


def test_a_variable_rate_that_never_halts_has_no_gaps(tmp_path):
    runs = [(0.04, 25) if second % 2 else (0.05, 20) for second in range(6)]
    times = row(*[(second, step, count) for second, (step, count) in enumerate(runs)])

    scan = scan_of(files.film(tmp_path / "a.mp4", times=times, rate=25))

    assert scan.gaps == ()


def test_a_film_that_changes_its_rate_is_not_steady():
    times = row((0, 0.04, 100), (4, 0.5, 20), (14, 0.04, 50))

    gaps, steady = frames.rhythm(array("d", times))

    assert gaps
    assert steady is False


def test_a_film_of_one_picture_or_none_is_even():
    assert frames.rhythm(array("d", [1.0])) == ((), True)
    assert frames.rhythm(array("d")) == ((), True)


def test_gaps_are_many_at_most():
    times = row(*[(second * 10, 0.1, 40) for second in range(80)])

    assert len(frames.rhythm(array("d", times))[0]) == frames.GAPS


def test_a_qr_code_is_found_between_key_pictures(tmp_path):
    path = files.film(
        tmp_path / "a.mp4", size=(320, 180), seconds=20, qr=(9, "https://example.org/a"), rate=2
    )

    [code] = scan_of(path).qr_codes

    assert code.says == "https://example.org/a"
    assert code.at == pytest.approx(9, abs=1)


def test_a_qr_code_on_all_pictures_is_told_once(tmp_path):
    path = files.film(tmp_path / "a.mp4", size=(320, 180), seconds=1, qr=(0, "码"))

    assert scan_of(path).qr_codes == (QrCode(says="码", at=0.4),)


def test_a_film_of_garbage_pictures_is_broken(tmp_path):
    path = files.film(tmp_path / "a.mp4", seconds=20, size=(320, 180))
    raw = bytearray(path.read_bytes())
    start = raw.index(b"mdat") + 4
    raw[start : start + 3_000] = bytes(range(1, 251)) * 12
    path.write_bytes(raw)

    facts = tiers.take(path, Tier.SCAN)

    assert (facts.readable, facts.trouble[:6]) == (False, "播放到一半读")


def test_a_moment_beyond_the_last_picture_shows_the_last(tmp_path):
    path = files.film(tmp_path / "a.mp4")
    with frames.film.opened(path, "mp4") as container:
        stream = container.streams.video[0]

        [frame] = frames._near(container, stream, wanted=99, patience=99)

    assert frame.time == pytest.approx(1.8)


def test_a_film_whose_pictures_never_come_has_no_codes(tmp_path):
    path = files.film(tmp_path / "a.mp4", sound=True)
    with frames.film.opened(path, "mp4") as container:
        stream = container.streams.video[0]

        assert list(frames._looks(container, stream, array("d"))) == []
