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
from make import files

MEDIA = Actor.machine("media")


def reeled(source, folder, form="mp4"):
    """Make the small film in this process; gives width, height and the codecs."""
    made = folder / "made"
    reel(source, form, made)
    with av.open(str(made)) as container:
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

    raw = (tmp_path / "made").read_bytes()
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

    with av.open(str(tmp_path / "made")) as container:
        assert container.streams.video[0].frames == 30


def test_an_old_film_is_made_playable_though_it_is_small(tmp_path):
    source = files.film(tmp_path / "a.avi", size=(320, 240), codec="mpeg4")

    assert reeled(source, tmp_path, "avi")[0] == (320, 240)


def test_of_a_small_film_there_is_none(tmp_path):
    reel(files.film(tmp_path / "a.mp4", size=(640, 480)), "mp4", tmp_path / "made")

    assert not (tmp_path / "made").exists()


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

    reel(source, "mp4", tmp_path / "made")

    with av.open(str(tmp_path / "made")) as container:
        assert container.metadata["AIGC"] == '{"Label":"1"}'
        assert "location" not in container.metadata


@pytest.mark.django_db
def test_it_is_made_once_after_the_stills(make, now, tmp_path):
    blob = make.blob(files.film(tmp_path / "a.mp4", size=(1280, 720)).read_bytes(), "a.mp4")
    actions.render(blob, by=MEDIA, now=now)
    line = Line.objects.get(verb="blob.render")

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


@pytest.mark.django_db
def test_only_the_platform_makes_it(make, now):
    with pytest.raises(NotYours):
        actions.reel(make.blob(), by=make.actor("clerk"), now=now)
