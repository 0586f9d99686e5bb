"""What shows a file: three widths, upright, in the colours of a screen, made once."""

from fractions import Fraction
from io import BytesIO

import av
import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from kepu.access.jurisdiction import NotYours
from kepu.core.actor import Actor
from kepu.journal.models import Line
from kepu.media import actions, jobs, queries, store
from kepu.media.models import Blob, Rendition
from kepu.media.renders.__main__ import draw
from kepu.media.send import send
from make import files, papers

pytestmark = pytest.mark.django_db
MEDIA = Actor.machine("media")
RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def drawn(source, form, folder, kind="thumb-320"):
    """Draw in this process; gives one of the widths."""
    folder.mkdir()
    draw(source, form, folder)
    image = Image.open(folder / kind)
    image.load()
    return image


def near(one, other, by=12):
    return all(abs(here - there) <= by for here, there in zip(one, other, strict=True))


def halves(size=(800, 600)):
    """Paint the left half red, the right half blue."""
    image = Image.new("RGB", size, BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill=RED)
    return image


def size_of(blob, kind):
    with Image.open(store.path_of(queries.rendition_of(blob, kind).sha256)) as image:
        return image.size


def test_a_picture_is_shown_in_three_widths(make, now):
    blob = make.blob(make.jpg(2000, 1500))

    actions.render(blob, by=MEDIA, now=now)

    assert [size_of(blob, f"thumb-{w}") for w in (320, 640, 1280)] == [
        (320, 240),
        (640, 480),
        (1280, 960),
    ]


def test_a_small_picture_is_not_blown_up(make, now):
    blob = make.blob(make.jpg(100, 80))

    actions.render(blob, by=MEDIA, now=now)

    assert size_of(blob, "thumb-1280") == (100, 80)
    assert Blob.objects.count() == 2  # the three widths are the same bytes


def test_it_is_made_once(make, now):
    blob = make.blob()

    for _ in range(2):
        actions.render(blob, by=MEDIA, now=now)

    assert Rendition.objects.count() == 3
    assert Line.objects.filter(verb="blob.render").count() == 1


def test_two_who_render_at_one_instant_make_it_once(make, at_once, now):
    blob = make.blob()

    at_once(2, lambda: actions.render(blob, by=MEDIA, now=now))

    assert Rendition.objects.count() == 3
    assert Line.objects.filter(verb="blob.render").count() == 1


def test_what_was_made_is_not_shown_smaller_again(make, now):
    blob = make.blob(make.jpg(2000, 1500))
    made = actions.render(blob, by=MEDIA, now=now)[0].made

    assert actions.render(made, by=MEDIA, now=now) == []


def test_the_job_follows_the_facts(make):
    blob = make.blob()
    line = Line.objects.get(verb="blob.measure", subject_id=str(blob.pk))

    jobs.render(line=line.pk)

    assert queries.rendition_of(blob, "thumb-640")


def test_what_was_made_can_be_shown_in_a_page(make, now):
    blob = make.blob()
    actions.render(blob, by=MEDIA, now=now)

    response = send(queries.rendition_of(blob, "thumb-320"), "a.jpg", inline=True)

    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")


def test_renditions_of_many_are_one_query(make, now, django_assert_num_queries):
    blobs = [make.blob() for _ in range(2)]
    for blob in blobs:
        actions.render(blob, by=MEDIA, now=now)

    with django_assert_num_queries(1):
        found = queries.renditions_of([blob.pk for blob in blobs], "thumb-320")

    assert set(found) == {blob.pk for blob in blobs}


@pytest.mark.parametrize("content", [b"only words", b"\xff\xd8\xff broken"])
def test_what_cannot_be_drawn_has_none(make, now, content):
    blob = make.blob(content)

    assert actions.render(blob, by=MEDIA, now=now) == []
    assert queries.rendition_of(blob, "thumb-320") is None


def test_a_child_that_dies_has_made_nothing(make, now, monkeypatch):
    monkeypatch.setattr("kepu.media.renders.run.COMMAND", ("/bin/false",))
    blob = make.blob()

    assert actions.render(blob, by=MEDIA, now=now) == []


def test_a_child_that_dawdles_is_stopped(make, now, monkeypatch):
    monkeypatch.setattr("kepu.media.renders.run.COMMAND", ("/bin/sh", "-c", "sleep 9"))
    monkeypatch.setattr("kepu.media.renders.run.PATIENCE", 0.1)
    blob = make.blob()

    assert actions.render(blob, by=MEDIA, now=now) == []


def test_a_blob_without_facts_is_left_alone(make, now):
    blob = make.blob()
    blob.sheets.all().delete()

    assert actions.render(blob, by=MEDIA, now=now) == []


def test_only_the_platform_renders(make, now):
    with pytest.raises(NotYours):
        actions.render(make.blob(), by=make.actor("clerk"), now=now)


def test_a_photo_held_upright_is_shown_upright(tmp_path):
    image, turned = halves(), Image.Exif()
    turned[0x0112] = 6  # the camera was held a quarter to the right
    image.save(tmp_path / "a.jpg", exif=turned)

    shown = drawn(tmp_path / "a.jpg", "jpg", tmp_path / "out")

    assert shown.size == (320, 427)
    assert near(shown.getpixel((160, 20)), RED)
    assert near(shown.getpixel((160, 400)), BLUE)


def test_a_printers_picture_has_the_colours_of_a_screen(tmp_path):
    halves().convert("CMYK").save(tmp_path / "a.jpg", quality=95)

    shown = drawn(tmp_path / "a.jpg", "jpg", tmp_path / "out")

    assert shown.mode == "RGB"
    assert near(shown.getpixel((20, 20)), RED)


def test_a_profile_is_applied_and_dropped(tmp_path):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    halves().save(tmp_path / "a.jpg", icc_profile=lab, quality=95)

    shown = drawn(tmp_path / "a.jpg", "jpg", tmp_path / "out")

    assert near(shown.getpixel((20, 20)), RED)
    assert "icc_profile" not in shown.info


def test_a_broken_profile_hides_nothing(tmp_path):
    halves().save(tmp_path / "a.jpg", icc_profile=b"no profile at all", quality=95)

    assert near(drawn(tmp_path / "a.jpg", "jpg", tmp_path / "out").getpixel((20, 20)), RED)


def test_what_is_clear_lies_on_white(tmp_path):
    Image.new("RGBA", (400, 300), (255, 0, 0, 0)).save(tmp_path / "a.png")

    assert near(drawn(tmp_path / "a.png", "png", tmp_path / "out").getpixel((9, 9)), WHITE)


def test_sixteen_bits_are_not_burnt_out(tmp_path):
    Image.new("I;16", (400, 300), 0x8000).save(tmp_path / "a.png")

    shown = drawn(tmp_path / "a.png", "png", tmp_path / "out")

    assert near(shown.getpixel((9, 9)), (128, 128, 128))


def test_of_a_long_strip_the_top_is_shown(tmp_path):
    Image.new("RGB", (400, 9000)).save(tmp_path / "a.png")

    assert drawn(tmp_path / "a.png", "png", tmp_path / "out").size == (320, 1280)


def test_the_label_of_a_made_up_picture_is_kept(tmp_path):
    mark = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><AIGC>{"Label":"1"}</AIGC></x:xmpmeta>'
    halves().save(tmp_path / "a.jpg", xmp=mark)

    shown = drawn(tmp_path / "a.jpg", "jpg", tmp_path / "out")

    assert b"AIGC" in shown.info["xmp"]


def test_a_label_in_the_comment_of_the_camera_is_kept(tmp_path):
    said = Image.Exif()
    said.get_ifd(0x8769)[0x9286] = b'ASCII\0\0\0AIGC{"Label":"1"}'
    halves().save(tmp_path / "a.jpg", exif=said)

    shown = drawn(tmp_path / "a.jpg", "jpg", tmp_path / "out")

    assert b"AIGC" in bytes(shown.getexif().get_ifd(0x8769)[0x9286])


def test_where_the_photo_was_taken_is_not_kept(tmp_path):
    place = Image.Exif()
    place.get_ifd(0x8825)[1] = "N"
    halves().save(tmp_path / "a.jpg", exif=place)

    assert not drawn(tmp_path / "a.jpg", "jpg", tmp_path / "out").getexif()


def test_a_film_shows_a_picture_of_itself_as_it_is_seen(tmp_path):
    film = files.film(tmp_path / "a.mp4", size=(360, 288), pixel=Fraction(16, 15))

    assert drawn(film, "mp4", tmp_path / "out", "thumb-1280").size == (384, 288)


def test_a_film_of_a_phone_stands_upright(tmp_path):
    film = files.turned(files.film(tmp_path / "a.mp4", size=(640, 360)))

    assert drawn(film, "mp4", tmp_path / "out", "thumb-1280").size == (360, 640)


def test_a_pdf_shows_its_first_page(tmp_path):
    page = drawn(papers.pdf(tmp_path / "a.pdf"), "pdf", tmp_path / "out")

    assert page.size == (320, 453)


def test_a_film_and_a_pdf_go_the_same_way(make, now, tmp_path):
    for path in (files.film(tmp_path / "a.mp4"), papers.pdf(tmp_path / "a.pdf")):
        blob = make.blob(path.read_bytes(), path.name)

        assert len(actions.render(blob, by=MEDIA, now=now)) == 3


def test_nothing_is_left_in_the_parts(make, now, blobs):
    actions.render(make.blob(), by=MEDIA, now=now)

    assert list((blobs / "parts").iterdir()) == []


def test_the_label_of_a_png_moves_to_the_comment(tmp_path):
    out = BytesIO()
    said = PngInfo()
    said.add_text("AIGC", '{"Label":"1"}')
    halves().save(out, "PNG", pnginfo=said)
    (tmp_path / "a.png").write_bytes(out.getvalue())

    shown = drawn(tmp_path / "a.png", "png", tmp_path / "out")

    assert b"AIGC" in shown.info["comment"]


def test_the_label_of_a_made_up_film_is_kept_in_its_stills(tmp_path):
    film = tmp_path / "b.mp4"
    kept = {"movflags": "use_metadata_tags"}
    with (
        av.open(str(files.film(tmp_path / "a.mp4"))) as old,
        av.open(str(film), "w", options=kept) as new,
    ):
        track = new.add_stream_from_template(old.streams.video[0])
        new.metadata["AIGC"] = '{"Label":"1"}'
        for packet in old.demux(video=0):
            if packet.dts is not None:
                packet.stream = track
                new.mux(packet)

    shown = drawn(film, "mp4", tmp_path / "out")

    assert shown.info["comment"] == b'AIGC: {"Label":"1"}'


def test_the_label_of_a_made_up_pdf_is_kept_in_its_pages(tmp_path):
    paper = papers.pdf(tmp_path / "a.pdf", info="/AIGC(made up)")

    assert drawn(paper, "pdf", tmp_path / "out").info["comment"] == b"AIGC: made up"
