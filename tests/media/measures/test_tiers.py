"""Whatever the bytes are, there is an answer (测量)."""

import hashlib
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kepu.media.measures import sniff, tiers, word
from kepu.rulebook.facts import Facts, Tier, as_json, from_json
from make import files, hostile


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / "a.mp4").touch()

    facts = tiers.take(tmp_path / "a.mp4", Tier.PROBE)

    assert (facts.readable, facts.trouble, facts.probe) == (False, "文件是空的（0 字节）", 1)


def test_bytes_are_hashed_unless_their_hash_is_known(tmp_path):
    path = files.picture(tmp_path / "a.jpg")

    assert tiers.take(path, Tier.PROBE).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert tiers.take(path, Tier.PROBE, sha256="known").sha256 == "known"


def test_a_format_nobody_here_reads_is_only_named(tmp_path):
    (tmp_path / "a.rar").write_bytes(b"Rar!\x1a\x07\x01\x00")

    facts = tiers.take(tmp_path / "a.rar", Tier.READ)

    assert (type(facts), facts.format, facts.readable) == (Facts, "rar", True)


@pytest.mark.parametrize("tier", Tier)
def test_a_tier_that_a_kind_has_not_is_left_out(tier, tmp_path):
    sound = tiers.take(files.tone(tmp_path / "a.wav"), tier)
    picture = tiers.take(files.picture(tmp_path / "a.jpg"), tier)

    assert (sound.scan, picture.play) == (None, None)


def test_facts_survive_json(tmp_path):
    facts = tiers.take(files.film(tmp_path / "a.mp4"), Tier.SCAN)

    assert from_json(as_json(facts)) == facts


def test_what_breaks_in_an_unforeseen_way_is_broken(tmp_path):
    path = hostile.docx(tmp_path / "a.docx", hostile.HEAD + hostile.TAIL)
    raw = path.read_bytes().replace(b"word/document.xml", b"word/document\xff.ml")
    path.write_bytes(raw)

    assert tiers.take(path, Tier.READ).readable is False


@pytest.mark.parametrize(("look", "tier"), [("probe", Tier.PROBE), ("read", Tier.READ)])
def test_an_unforeseen_fault_is_an_answer_too(look, tier, tmp_path, monkeypatch):
    def fail(*_):
        raise RecursionError

    monkeypatch.setattr(word, look, fail)

    facts = tiers.take(files.word(tmp_path / "a.docx", "科普"), tier)

    assert facts.trouble == tiers.BROKEN


@pytest.mark.parametrize("tier", [Tier.SCAN, Tier.READ])
def test_want_of_memory_gives_up_a_tier_only(tier, tmp_path, monkeypatch):
    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(tiers, "_way", lambda _: fail)
    file = files.picture(tmp_path / "a.jpg")
    bare = tiers.of_format(Facts(sha256="", size=1), "jpg" if tier is Tier.SCAN else "pdf")

    facts = tiers._deeper(bare, file, tier, tell=print)

    assert facts.readable
    assert getattr(facts, tier).trouble == "文件太大，机器放不下，未能测量"


HEADS = [start for start, _ in sniff._BEGINNINGS] + [b"....ftypisom", b"%PDF-1.7\n", b"\xff\xfb"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(head=some.sampled_from(HEADS), tail=some.binary(max_size=600), tier=some.sampled_from(Tier))
def test_no_bytes_raise(head, tail, tier, tmp_path):
    (tmp_path / "a.bin").write_bytes(head + tail)

    facts = tiers.take(tmp_path / "a.bin", tier)

    assert facts.readable is (facts.trouble == "")


def test_a_zip_in_a_strange_coding_is_broken(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("_rels/.rels", hostile.RELS)
        bundle.writestr("word/document.xml", hostile.HEAD + hostile.TAIL)
    raw = bytearray(path.read_bytes())
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 10 : entry + 12] = b"\x63\0"
    path.write_bytes(raw)

    assert tiers.take(path, Tier.READ).trouble == "文档内容已损坏，无法读取"
