"""Films and sounds are played through once (通看): real ones, by real encoders."""

import struct

import pytest
from av.filter import Graph

from kepu.media.measures import Unreadable, through, tiers
from kepu.rulebook.facts import Play, Stretch, Tier
from make import files, reels

MOVING, TALK = ("testsrc2", 3), ("sine=f=440", 3)


def near(*stretches):
    return tuple(Stretch(at=pytest.approx(a, abs=0.15), lasts=pytest.approx(n, abs=0.15))
                 for a, n in stretches)  # fmt: skip


def played(path):
    return tiers.take(path, Tier.PLAY).play


def test_black_and_still_stretches_are_found_with_place_and_length(tmp_path):
    scenes = (("testsrc2", 4), ("color=c=black", 5), ("color=c=blue", 6), ("testsrc2", 1))

    play = played(reels.reel(tmp_path / "a.mp4", scenes))

    assert play.black == near((4, 5))
    assert play.frozen == near((9, 6))
    assert play.seen == near((0, 16))[0]
    assert (play.heard, play.loudness, play.silent) == (None, None, None)


def test_a_film_that_ends_black_or_still_is_so_to_its_end(tmp_path):
    scenes = (("testsrc2", 2), ("color=c=blue", 3), ("color=c=black", 2))

    play = played(reels.reel(tmp_path / "a.mp4", scenes))

    assert (play.black, play.frozen) == (near((5, 2)), near((2, 3)))


def test_a_cut_to_black_and_a_short_halt_are_no_finding(tmp_path):
    scenes = (("testsrc2", 2), ("color=c=black", 0.4), ("color=c=blue", 1), ("testsrc2", 2))

    play = played(reels.reel(tmp_path / "a.mp4", scenes))

    assert (play.black, play.frozen) == ((), ())


def test_a_small_thing_that_moves_is_enough_not_to_stand_still(tmp_path):
    path = files.film(tmp_path / "a.mp4", size=(320, 180), seconds=6, rate=5)

    assert played(path).frozen == ()


def test_silence_is_found_with_place_and_length(tmp_path):
    sounds = (TALK, ("anullsrc", 5), ("sine=f=440,volume=-20dB", 2))

    play = played(reels.reel(tmp_path / "a.mp4", (MOVING,), sounds))

    assert play.silent == near((3, 5))


@pytest.mark.parametrize(("gain", "loudness"), [("-14dB", -35), ("11dB", -10)])
def test_loudness_is_that_of_ebu_r_128(gain, loudness, tmp_path):
    """At full scale 1 kHz in one channel is -3 LUFS (BS.1770); FFmpeg's sine is 18 dB below."""
    path = reels.reel(tmp_path / "a.mp4", (MOVING,), ((f"sine=f=1000,volume={gain}", 4),))

    play = played(path)

    assert play.loudness == pytest.approx(loudness, abs=0.3)
    assert play.clipped == 0


def test_the_peak_is_that_of_the_wave(tmp_path):
    play = played(reels.sound(tmp_path / "a.wav", (("sine=f=440,volume=12dB", 2),)))

    assert play.peak == pytest.approx(-6, abs=0.2)


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.m4a"])
def test_clipped_sound_is_found_behind_every_encoder(name, tmp_path):
    loud = reels.sound(tmp_path / f"loud-{name}", (("sine=f=440,volume=30dB", 2),))
    clean = reels.sound(tmp_path / name, (TALK,))

    assert played(loud).clipped > 0.002  # the rule of the notices says 0.001
    assert played(clean).clipped == 0


def test_a_swing_is_told_of_what_lasts_a_minute_and_of_nothing_shorter(tmp_path):
    loud, quiet = "anoisesrc=c=pink:a=0.5", "anoisesrc=c=pink:a=0.1"

    long = played(reels.sound(tmp_path / "a.mp3", ((loud, 35), (quiet, 30))))
    short = played(reels.sound(tmp_path / "b.mp3", ((loud, 5), (quiet, 5))))

    assert long.swing == pytest.approx(14, abs=1)
    assert short.swing is None


def test_the_floor_is_the_quietest_tenth_and_what_is_off_does_not_count(tmp_path):
    hum = "anoisesrc=c=pink:a=0.01"
    path = reels.sound(tmp_path / "a.wav", (("sine=f=440", 3), (hum, 1), ("anullsrc", 3)))

    assert played(path).floor == pytest.approx(-55, abs=3)


def test_a_silent_film_has_no_floor_and_the_loudness_of_nothing(tmp_path):
    play = played(reels.sound(tmp_path / "a.wav", (("anullsrc", 2),)))

    assert (play.floor, play.peak, play.loudness) == (None, None, -70.0)
    assert play.silent == near((0, 2))


def test_from_when_to_when_there_is_sound_and_picture(tmp_path):
    short = played(reels.reel(tmp_path / "a.mp4", (("testsrc2", 6),), (TALK,)))
    late = played(reels.reel(tmp_path / "b.mp4", (("testsrc2", 5),), (TALK,), late=2))

    assert (short.seen, short.heard) == near((0, 6), (0, 3))
    assert (late.seen, late.heard) == near((0, 5), (2, 3))


def test_times_count_from_the_start_that_a_player_shows(tmp_path):
    """A transport stream starts its clock at 1.4 s; players show 0:00."""
    scenes = (("testsrc2", 2), ("color=c=black", 3), ("testsrc2", 1))

    play = played(reels.reel(tmp_path / "a.ts", scenes, (TALK,), kind="mpegts"))

    assert play.black == near((2, 3))
    assert play.heard.at == pytest.approx(0, abs=0.1)


def test_tracks_of_subtitles_are_told_with_their_language(tmp_path):
    film = reels.reel(tmp_path / "a.mp4", (MOVING,))

    assert played(reels.subtitled(tmp_path / "b.mkv", film, "chi")).subtitles == ("chi",)
    assert played(reels.subtitled(tmp_path / "c.mkv", film, "")).subtitles == ("",)
    assert played(film).subtitles == ()


def test_a_sound_that_changes_its_form_on_the_way_is_followed_no_more(tmp_path):
    one = reels.sound(tmp_path / "a.mp3", (TALK,))
    two = reels.sound(tmp_path / "b.mp3", (TALK,), layout="stereo")
    (tmp_path / "c.mp3").write_bytes(one.read_bytes() + two.read_bytes())

    assert played(tmp_path / "c.mp3").loudness is None


def test_a_film_in_a_coding_that_nobody_knows_tells_nothing(tmp_path):
    path = reels.reel(tmp_path / "a.mp4", (MOVING,))
    path.write_bytes(path.read_bytes().replace(b"avc1", b"zzzz"))

    assert played(path) == Play(version=1)


def test_a_sound_that_ends_in_the_middle_is_broken_or_played_as_far_as_it_goes(tmp_path):
    path = files.cut(reels.sound(tmp_path / "a.mp3", (("sine=f=440", 4),)), 0.5)

    assert played(path).heard == near((0, 2))[0]


def test_a_torn_piece_is_left_out(tmp_path):
    path = reels.reel(tmp_path / "a.mp4", (("testsrc2", 6),), (("sine=f=440", 6),))
    raw = bytearray(path.read_bytes())
    middle = raw.index(b"mdat") + (len(raw) - raw.index(b"mdat")) // 2
    raw[middle : middle + 400] = struct.pack(">100I", *range(100))
    path.write_bytes(raw)

    assert played(path).heard == near((0, 6))[0]


def test_a_file_that_is_no_film_is_broken_and_an_error_of_ours_is_not(tmp_path, monkeypatch):
    (tmp_path / "a.mp4").write_bytes(b"words")
    with pytest.raises(Unreadable):
        through.play(tmp_path / "a.mp4", "mp4")
    monkeypatch.setattr(through, "LEVEL", "lavfi.nobody.")

    facts = tiers.take(reels.sound(tmp_path / "a.wav", (TALK,)), Tier.PLAY)

    assert (facts.readable, facts.play.trouble) == (True, "放到一半出错，未能测量")


def test_what_filters_cannot_take_is_not_looked_at():
    graph = Graph()

    assert through._laid(graph, graph.add("color"), ("anull", ""), ("abuffersink", "")) is None


def test_stretches_are_many_at_most_and_the_longest():
    runs = through.Runs(1)
    for number in range(80):
        runs.begin(number * 10)
        runs.end(number * 10 + 2 + number % 5)

    kept = runs.longest()

    assert len(kept) == through.MANY
    assert min(one.lasts for one in kept) == 3
    assert [one.at for one in kept] == sorted(one.at for one in kept)
