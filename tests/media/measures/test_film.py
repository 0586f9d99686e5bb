"""Facts of films and sounds (视频、音频) without decoding."""

from fractions import Fraction

import pytest

from kepu.media.measures import Unreadable, film, tiers
from kepu.rulebook.facts import Facts, SoundFacts, Tier, VideoFacts
from make import files


def facts_of(path):
    return tiers.take(path, Tier.PROBE)


@pytest.mark.parametrize("name", ["a.mp4", "a.mov", "a.mkv", "a.avi", "a.flv"])
def test_a_film_states_its_facts_in_every_container(name, tmp_path):
    codec = "mpeg4" if name == "a.avi" else "libx264"
    facts = facts_of(files.film(tmp_path / name, size=(320, 180), seconds=4, codec=codec))

    assert isinstance(facts, VideoFacts)
    assert (facts.format, facts.width, facts.height) == (name[2:], 320, 180)
    assert facts.duration == pytest.approx(4, abs=0.25)
    assert facts.bit_rate == pytest.approx(facts.size * 8 / facts.duration)
    assert facts.video_codec == ("mpeg4" if name == "a.avi" else "h264")


def test_a_film_with_sound_states_both(tmp_path):
    facts = facts_of(files.film(tmp_path / "a.mp4", sound=True))

    assert (facts.audio_codec, facts.sample_rate, facts.channels) == ("aac", 48_000, 1)
    assert facts.frame_rate == 5
    assert facts.mime == "video/mp4"


def test_a_mov_named_mp4_is_a_mov(tmp_path):
    facts = facts_of(files.film(tmp_path / "a.mp4", kind="mov"))

    assert (facts.format, facts.mime) == ("mov", "video/quicktime")


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_narrow_pixels_are_widened(name, tmp_path):
    path = files.film(tmp_path / name, size=(1440, 1080), seconds=1, pixel=Fraction(4, 3))

    facts = facts_of(path)

    assert (facts.width, facts.height) == (1920, 1080)


def test_narrow_pixels_are_widened_where_only_the_codec_says_so(tmp_path):
    path = files.film(tmp_path / "a.mp4", size=(720, 576), seconds=1, pixel=Fraction(64, 45))
    path.write_bytes(path.read_bytes().replace(b"pasp", b"free"))

    facts = facts_of(path)

    assert (facts.width, facts.height) == (1024, 576)


def test_a_film_held_upright_is_shown_upright(tmp_path):
    facts = facts_of(files.turned(files.film(tmp_path / "a.mp4", size=(1920, 1080), seconds=1)))

    assert (facts.width, facts.height) == (1080, 1920)


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.m4a"])
def test_a_sound_states_its_facts(name, tmp_path):
    facts = facts_of(files.tone(tmp_path / name, seconds=2))

    assert isinstance(facts, SoundFacts)
    assert facts.format == name[2:]
    assert facts.duration == pytest.approx(2, abs=0.1)
    assert facts.mime.startswith("audio/")


def test_a_film_of_nothing_but_sound_is_a_sound(tmp_path):
    tone = files.tone(tmp_path / "a.m4a")
    path = tmp_path / "a.mp4"
    path.write_bytes(tone.read_bytes().replace(b"M4A ", b"isom"))

    facts = facts_of(path)

    assert (type(facts), facts.format, facts.mime) == (SoundFacts, "m4a", "audio/mp4")


def test_the_cover_of_a_sound_is_no_film(tmp_path):
    cover = files.picture(tmp_path / "cover.jpg").read_bytes()
    body = b"\0image/jpeg\0\x03\0" + cover
    frame = b"APIC" + len(body).to_bytes(4, "big") + b"\0\0" + body
    size = len(frame)
    spread = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    tone = files.tone(tmp_path / "tone.mp3").read_bytes()
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3\x03\0\0" + spread + frame + tone)

    assert isinstance(facts_of(path), SoundFacts)


def test_a_film_without_any_track_is_refused(tmp_path):
    path = files.film(tmp_path / "a.mp4")
    path.write_bytes(path.read_bytes().replace(b"trak", b"free"))

    facts = facts_of(path)

    assert (facts.readable, facts.trouble) == (False, "里面没有画面，也没有声音")


@pytest.mark.parametrize("tier", [Tier.PROBE, Tier.SCAN])
def test_a_film_in_a_coding_nobody_knows_is_a_film(tier, tmp_path):
    path = files.film(tmp_path / "a.mkv")
    path.write_bytes(path.read_bytes().replace(b"V_MPEG4/ISO/AVC", b"V_STRANGE/CODES"))

    facts = tiers.take(path, tier)

    assert (facts.readable, facts.width, facts.duration) == (True, None, 2.0)
    assert tier is Tier.PROBE or (facts.scan.qr_codes, facts.scan.gaps) == (None, ())


def test_noise_named_a_film_is_refused(tmp_path):
    path = tmp_path / "a.mkv"
    path.write_bytes(b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 40)

    with pytest.raises(Unreadable, match="打不开"):
        film.probe(path, Facts(sha256="", size=path.stat().st_size, format="mkv"))


def test_a_playlist_named_mkv_opens_no_other_file(tmp_path):
    files.film(tmp_path / "secret.ts", kind="mpegts")
    path = tmp_path / "a.mkv"
    path.write_text("#EXTM3U\n#EXTINF:2,\nsecret.ts\n", encoding="utf-8")

    facts = facts_of(path)

    assert facts.format == "txt"
    with pytest.raises(Unreadable):
        film.probe(path, Facts(sha256="", size=path.stat().st_size, format="mkv"))
