"""No QR codes are seen (二维码)."""

from kepu.rulebook.checks.any import qr_codes
from kepu.rulebook.facts import QrCode
from make import facts


def test_a_clean_picture_passes():
    picture = facts.picture(scan=facts.scan(qr_codes=()))

    measured = qr_codes.check(picture, facts.given(), qr_codes.Limits())

    assert (measured.passed, measured.says) == (True, "没有发现二维码")


def test_a_code_in_a_film_is_told_with_its_place():
    code = QrCode(says="https://example.org/", at=63.2)
    film = facts.video(scan=facts.scan(qr_codes=(code,)))

    measured = qr_codes.check(film, facts.given(), qr_codes.Limits())

    assert (measured.passed, measured.measured) == (False, "1 个二维码")
    assert measured.says == "发现二维码：https://example.org/（1:03 处）"
    assert measured.at == (63.2,)


def test_as_many_as_are_allowed_pass():
    codes = tuple(QrCode(says=f"码{number}") for number in range(4))
    picture = facts.picture(scan=facts.scan(qr_codes=codes))

    allowed = qr_codes.check(picture, facts.given(), qr_codes.Limits(at_most=4))
    refused = qr_codes.check(picture, facts.given(), qr_codes.Limits(at_most=3))

    assert (allowed.passed, refused.passed) == (True, False)
    assert refused.says == "发现二维码：码0、码1、码2等 4 处"
    assert refused.required == "不超过 3 个"


def test_an_unseen_picture_stays_open():
    assert qr_codes.check(facts.picture(), facts.given(), qr_codes.Limits()).passed is None


def test_a_picture_nobody_looked_at_shows_nothing():
    assert qr_codes.show(facts.picture(scan=None)) == ""
