"""Plain text (文本) in the encodings that people use."""

import pytest

from kepu.media.measures import text, tiers
from kepu.rulebook.facts import TextFacts, Tier

WORDS = "科普短信：月球不发光，见 www.example.org。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_in_its_encoding(encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(WORDS.encode(encoding))

    facts = tiers.take(path, Tier.READ)

    assert isinstance(facts, TextFacts)
    assert facts.encoding == encoding
    assert (facts.read.han, facts.read.links) == (10, ("www.example.org",))


@pytest.mark.parametrize("raw", [b"\x00\x01\x02", "科普".encode() + b"\x07", b"\x81\xff\xff"])
def test_bytes_that_are_no_text_are_none(raw, tmp_path):
    (tmp_path / "a.txt").write_bytes(raw)

    facts = tiers.take(tmp_path / "a.txt", Tier.READ)

    assert (facts.format, facts.read) == ("", None)


def test_a_character_cut_by_the_first_look_is_forgiven(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" + "科".encode() * 100_000)

    assert text.encoding(path) == "utf-8"


def test_a_text_named_jpg_is_a_text(tmp_path):
    (tmp_path / "a.jpg").write_text(WORDS, encoding="utf-8")

    assert tiers.take(tmp_path / "a.jpg", Tier.PROBE).format == "txt"
