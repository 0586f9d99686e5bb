"""Facts of pictures (图片) from their header, QR codes from a small grey copy."""

import pytest
from PIL import Image

from kepu.media.measures import picture, tiers
from kepu.rulebook.facts import PictureFacts, QrCode, Tier
from make import files, hostile


def facts_of(path, tier=Tier.PROBE):
    return tiers.take(path, tier)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF"])
def test_a_picture_states_its_size_in_every_format(kind, tmp_path):
    facts = facts_of(files.picture(tmp_path / "a", size=(120, 80), kind=kind))

    assert isinstance(facts, PictureFacts)
    assert (facts.width, facts.height, facts.readable) == (120, 80, True)


@pytest.mark.parametrize("density", [299, 300])
def test_density_is_read(density, tmp_path):
    assert facts_of(files.picture(tmp_path / "a.jpg", dpi=density)).dpi == density


def test_density_a_metre_is_density_an_inch(tmp_path):
    facts = facts_of(files.picture(tmp_path / "a.png", kind="PNG", dpi=300))

    assert facts.dpi == pytest.approx(300, abs=0.01)


def test_a_silent_file_has_no_density(tmp_path):
    assert facts_of(files.picture(tmp_path / "a.jpg")).dpi is None


def noted(path, **notes):
    """Write a picture whose density stands in the camera's notes only."""
    exif = Image.Exif()
    for tag, value in {"across": 0x011A, "down": 0x011B, "unit": 0x0128}.items():
        if tag in notes:
            exif[value] = notes[tag]
    exif[0x010F] = "Camera"
    Image.new("RGB", (120, 80)).save(path, exif=exif)
    return path


@pytest.mark.parametrize(
    ("notes", "dpi"),
    [
        ({}, None),
        ({"across": 300, "down": 300, "unit": 2}, 300),
        ({"across": 300, "down": 240}, 240),
        ({"across": 118, "down": 118, "unit": 3}, 299.72),
        ({"across": 0, "down": 0}, None),
    ],
)
def test_density_may_stand_in_the_notes_of_the_camera(notes, dpi, tmp_path):
    facts = facts_of(noted(tmp_path / "a.jpg", **notes))

    assert facts.dpi == (None if dpi is None else pytest.approx(dpi))


def test_a_density_that_is_no_number_is_none(tmp_path):
    with Image.open(noted(tmp_path / "a.jpg")) as image:
        assert picture._density(image, {0x011A: "dense"}) is None


def test_a_senseless_density_is_none(tmp_path):
    assert facts_of(files.picture(tmp_path / "a.jpg", dpi=1)).dpi is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_held_upright_is_shown_upright(kind, tmp_path):
    facts = facts_of(files.picture(tmp_path / "a", size=(120, 80), kind=kind, orientation=6))

    assert (facts.width, facts.height) == (80, 120)


def test_a_picture_for_print_keeps_its_colours(tmp_path):
    facts = facts_of(files.picture(tmp_path / "a.jpg", mode="CMYK"), Tier.SCAN)

    assert (facts.mode, facts.readable) == ("CMYK", True)


def test_a_note_that_is_garbage_does_not_spoil_the_picture(tmp_path):
    path = files.picture(tmp_path / "a.jpg", size=(120, 80), orientation=6, dpi=300)
    path.write_bytes(path.read_bytes().replace(b"Exif\0\0MM", b"Exif\0\0XX"))

    facts = facts_of(path)

    assert (facts.readable, facts.width) == (True, 120)


def test_a_picture_of_two_for_both_eyes_is_a_jpg(tmp_path):
    eye = Image.new("RGB", (120, 80))
    eye.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[eye])

    facts = facts_of(tmp_path / "a.jpg", Tier.SCAN)

    assert (facts.format, facts.width, facts.readable) == ("jpg", 120, True)


def test_an_orientation_of_no_sense_does_no_harm(tmp_path):
    facts = facts_of(files.picture(tmp_path / "a.jpg", size=(120, 80), orientation=99))

    assert (facts.width, facts.height) == (120, 80)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_qr_code_is_seen(mode, tmp_path):
    path = files.picture(tmp_path / "a.jpg", size=(900, 600), qr="https://example.org/a", mode=mode)

    assert facts_of(path, Tier.SCAN).scan.qr_codes == (QrCode(says="https://example.org/a"),)


def test_a_small_qr_code_in_a_large_picture_is_seen(tmp_path):
    path = files.picture(tmp_path / "a.jpg", size=(3508, 2480), qr="https://example.org/a")

    assert len(facts_of(path, Tier.SCAN).scan.qr_codes) == 1


def test_a_picture_without_qr_codes_has_none(tmp_path):
    path = files.picture(tmp_path / "a.png", kind="PNG")

    assert facts_of(path, Tier.SCAN).scan.qr_codes == ()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_cut_short_is_known_without_decoding(kind, tmp_path):
    facts = facts_of(files.cut(files.picture(tmp_path / "a", size=(300, 300), kind=kind)))

    assert (facts.readable, facts.trouble) == (False, "图片不完整：缺少结尾，多半是没有传完")


def test_a_picture_cut_in_its_middle_is_known_by_decoding(tmp_path):
    path = files.picture(tmp_path / "a.png", size=(300, 300), kind="PNG")
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2] + b"IEND")

    facts = facts_of(path, Tier.SCAN)

    assert (facts.readable, facts.width) == (False, 300)
    assert facts.trouble == "图片不完整或已损坏，只能打开一部分"


def test_a_header_that_lies_is_refused(tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"junk" * 20)

    facts = facts_of(path)

    assert (facts.readable, facts.format) == (False, "png")
    assert "打不开" in facts.trouble


def test_a_picture_too_large_is_not_opened(tmp_path):
    facts = facts_of(hostile.huge_png(tmp_path / "a.png", side=15_000), Tier.SCAN)

    assert facts.trouble == "图片有 15,000×15,000 像素，超过 2 亿像素，平台不予打开"
