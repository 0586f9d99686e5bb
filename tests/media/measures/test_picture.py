"""Facts of pictures (图片) from their header, QR codes from a small grey copy."""

import pytest

from kepu.media.measures import tiers
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


def test_a_senseless_density_is_none(tmp_path):
    assert facts_of(files.picture(tmp_path / "a.jpg", dpi=1)).dpi is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_held_upright_is_shown_upright(kind, tmp_path):
    facts = facts_of(files.picture(tmp_path / "a", size=(120, 80), kind=kind, orientation=6))

    assert (facts.width, facts.height) == (80, 120)


def test_a_picture_for_print_keeps_its_colours(tmp_path):
    facts = facts_of(files.picture(tmp_path / "a.jpg", mode="CMYK"), Tier.SCAN)

    assert (facts.mode, facts.readable) == ("CMYK", True)


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
