"""A film for slow lines: small, upright, with square pixels, playing from its first bytes."""

from fractions import Fraction

import av
import pytest

from kepu.access.jurisdiction import NotYours
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, jobs, queries, store
from kepu.media.models import Rendition
from kepu.media.renders.reel import reel
from kepu.media.send import send
from make import files

MEDIA = Actor.machine("media")


def reeled(source, folder, form="mp4"):
    """Make the small film in this process; gives width, height and the codecs."""
    reel(source, form, folder)
    with av.open(str(folder / "film-480")) as container:
        film = container.streams.video[0]
        codecs = {stream.type: stream.codec_context.name for stream in container.streams}
        return (film.width, film.height), codecs, container.duration / 1e6


def test_a_large_film_becomes_480_lines_of_h264_and_aac(tmp_path):
    source = files.film(tmp_path / "a.mp4", size=(1920, 1080), seconds=2, sound=True)

    size, codecs, lasts = reeled(source, tmp_path)

    assert size == (854, 480)
    assert codecs == {"video": "h264", "audio": "aac"}
    assert abs(lasts - 2) < 0.2


def test_it_plays_from_the_first_bytes_on(tmp_path):
    reeled(files.film(tmp_path / "a.mp4", size=(1280, 720)), tmp_path)

    raw = (tmp_path / "film-480").read_bytes()
    assert raw.index(b"moov") < raw.index(b"mdat")


def test_a_film_of_a_phone_is_made_upright(tmp_path):
    source = files.turned(files.film(tmp_path / "a.mp4", size=(1280, 720)))

    assert reeled(source, tmp_path)[0] == (480, 854)


def test_odd_pixels_become_square(tmp_path):
    source = files.film(tmp_path / "a.mp4", size=(720, 576), pixel=Fraction(16, 15))

    assert reeled(source, tmp_path)[0] == (640, 480)


def test_fast_films_are_slowed_to_thirty_pictures_a_second(tmp_path):
    source = files.film(tmp_path / "a.mp4", size=(1280, 720), seconds=1, rate=50)
    reeled(source, tmp_path)

    with av.open(str(tmp_path / "film-480")) as container:
        assert container.streams.video[0].frames == 30


def test_an_old_film_is_made_playable_though_it_is_small(tmp_path):
    source = files.film(tmp_path / "a.avi", size=(320, 240), codec="mpeg4")

    assert reeled(source, tmp_path, "avi")[0] == (320, 240)


def test_of_a_small_film_there_is_none(tmp_path):
    reel(files.film(tmp_path / "a.mp4", size=(640, 480)), "mp4", tmp_path)

    assert not (tmp_path / "film-480").exists()


def test_the_label_of_a_made_up_film_is_kept_and_where_it_was_made_is_not(tmp_path):
    plain, source = files.film(tmp_path / "a.mp4", size=(1280, 720)), tmp_path / "b.mp4"
    with (
        av.open(str(plain)) as old,
        av.open(str(source), "w", options={"movflags": "use_metadata_tags"}) as new,
    ):
        track = new.add_stream_from_template(old.streams.video[0])
        new.metadata.update({"AIGC": '{"Label":"1"}', "location": "+34.7+113.6/"})
        for packet in old.demux(video=0):
            if packet.dts is not None:
                packet.stream = track
                new.mux(packet)

    reel(source, "mp4", tmp_path)

    with av.open(str(tmp_path / "film-480")) as container:
        assert container.metadata["AIGC"] == '{"Label":"1"}'
        assert "location" not in container.metadata


@pytest.mark.django_db
def test_it_is_made_once(make, now, tmp_path):
    blob = make.blob(files.film(tmp_path / "a.mp4", size=(1280, 720)).read_bytes(), "a.mp4")
    line = Line.objects.get(verb="blob.measure")

    for _ in range(2):
        jobs.reel(line=line.pk)

    small = queries.rendition_of(blob, "film-480")
    assert store.path_of(small.sha256).exists()
    assert queries.facts_of(small).height == 480
    assert Rendition.objects.filter(kind="film-480").count() == 1


@pytest.mark.django_db
def test_a_small_film_and_a_picture_have_none(make, now, tmp_path):
    film = make.blob(files.film(tmp_path / "a.mp4").read_bytes(), "a.mp4")

    assert actions.reel(film, by=MEDIA, now=now) == []
    assert actions.reel(make.blob(), by=MEDIA, now=now) == []


def heard(folder):
    """Look at the sound that was made: format by its brand, codec, seconds, label."""
    with av.open(str(folder / "sound-96")) as container:
        (track,) = container.streams
        name = track.codec_context.codec.canonical_name
        return name, container.duration / 1e6, container.metadata.get("AIGC")


@pytest.mark.parametrize("name", ["a.wav", "a.m4a"])
def test_a_sound_becomes_one_of_96k_or_stays_if_it_is_small(tmp_path, name):
    source = files.tone(tmp_path / name, seconds=2)

    reel(source, source.suffix[1:], tmp_path)

    if name == "a.m4a":
        assert not (tmp_path / "sound-96").exists()
    else:
        assert heard(tmp_path) == ("aac", pytest.approx(2, abs=0.1), None)


def test_an_mp3_with_a_cover_stays_and_a_loud_one_is_made_small(tmp_path):
    small, large = (files.tone(tmp_path / name, seconds=1) for name in ("a.mp3", "b.mp3"))
    with av.open(str(large), "w", format="mp3") as out:
        track = out.add_stream("libmp3lame", rate=48_000)
        track.layout, track.bit_rate = "stereo", 320_000
        files.noise(out, track, 1)

    reel(small, "mp3", tmp_path / "none")
    reel(large, "mp3", tmp_path)

    assert heard(tmp_path)[0] == "aac"


def test_the_label_of_a_made_up_sound_is_kept(tmp_path):
    source = tmp_path / "a.m4a"
    with av.open(str(source), "w", format="ipod", options={"movflags": "use_metadata_tags"}) as out:
        out.metadata.update({"AIGC": '{"Label":"1"}', "location": "+34.7+113.6/"})
        track = out.add_stream("aac", rate=48_000)
        track.layout, track.bit_rate = "stereo", 320_000
        files.noise(out, track, 2)

    reel(source, "m4a", tmp_path)

    assert heard(tmp_path)[2] == '{"Label":"1"}'


def test_it_tells_how_far_it_is(tmp_path):
    told = []

    reel(files.tone(tmp_path / "a.wav", seconds=9), "wav", tmp_path, tell=told.append)

    assert told == sorted(set(told))
    assert len(told) > 3


@pytest.mark.django_db
def test_a_sound_can_be_heard_in_a_page_and_looked_for(make, now, tmp_path):
    blob = make.blob(files.tone(tmp_path / "a.wav", seconds=2).read_bytes(), "a.wav")

    (made,) = actions.reel(blob, by=MEDIA, now=now)

    assert made.kind == "sound-96"
    assert send(made.made, "a.m4a", inline=True)["Content-Type"] == "audio/mp4"


@pytest.mark.django_db
def test_only_the_platform_makes_it(make, now):
    with pytest.raises(NotYours):
        actions.reel(make.blob(), by=make.actor("clerk"), now=now)
