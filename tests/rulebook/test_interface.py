"""The interface others build on: names, forms and the JSON of facts."""

import dataclasses
import json

import pytest

from kepu.rulebook.checks import CHECKS, label, limits_of
from kepu.rulebook.facts import (
    KINDS,
    Facts,
    Gap,
    PictureFacts,
    Play,
    QrCode,
    Read,
    Scan,
    SoundFacts,
    Stretch,
    Tier,
    VideoFacts,
    as_json,
    from_json,
    tiers_of,
)
from kepu.rulebook.measured import UNKNOWN, Given

NAMES = """readable format resolution pixels aspect_ratio duration bit_rate file_size frame_gaps
frozen_picture black_picture loudness loudness_swing clipping silence noise av_sync subtitles dpi
characters pages external_links qr_codes advertising made_since duplicate ai_label file_name"""


def test_every_check_of_the_architecture_is_registered():
    assert list(CHECKS) == NAMES.split()


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_has_the_same_form(name):
    module = CHECKS[name]

    assert module.__name__.endswith(f".{name}")
    assert all(issubclass(kind, Facts) for kind in module.OF)
    assert module.TIER in {None, *Tier}
    assert dataclasses.is_dataclass(module.Limits)
    assert callable(module.check)
    assert callable(module.show)


@pytest.mark.parametrize("name", [name for name in CHECKS if CHECKS[name].TIER is None])
def test_what_no_machine_measures_yet_says_so(name):
    module = CHECKS[name]
    facts = module.OF[0](sha256="", size=1)

    measured = module.check(facts, Given(), module.Limits())

    assert (measured.passed, measured.says) == (None, UNKNOWN)
    assert module.show(facts) == ""


def test_a_check_is_named_in_chinese():
    assert [label(name) for name in ("duration", "frame_gaps")] == ["时长", "跳帧、漏帧"]


def test_an_unknown_limit_is_refused_when_a_spec_is_read():
    with pytest.raises(ValueError, match="atleast"):
        limits_of("resolution", {"atleast": [1280, 720]})


def test_at_will_is_no_limit_at_all():
    assert limits_of("duration", {"any": True}) is None


@pytest.mark.parametrize("kind", KINDS)
def test_facts_of_every_kind_survive_json(kind):
    facts = KINDS[kind](sha256="0" * 64, size=3, read=Read(version=1, words=1, signs=2, han=1))

    assert from_json(as_json(facts)) == facts


def test_parts_survive_json():
    scan = Scan(version=1, gaps=(Gap(at=1.0, lasts=0.5),), qr_codes=(QrCode(says="x", at=2.0),))
    facts = VideoFacts(sha256="0" * 64, size=3, probe=1, scan=scan, width=16, height=9)

    assert from_json(as_json(facts)) == facts


def test_what_was_played_survives_json():
    found = (Stretch(at=1.0, lasts=2.5), Stretch(at=9.0, lasts=3.0))
    play = Play(version=1, loudness=-20.5, black=found, silent=(), heard=found[0], seen=found[1])
    facts = VideoFacts(sha256="0" * 64, size=3, probe=1, play=play)

    assert from_json(json.loads(json.dumps(as_json(facts)))) == facts


def test_only_what_lasts_is_played():
    assert tiers_of(PictureFacts(sha256="", size=1)) == set(Tier) - {Tier.PLAY}
    assert tiers_of(SoundFacts(sha256="", size=1)) == set(Tier)


def test_a_field_of_a_later_version_is_dropped():
    raw = {**as_json(PictureFacts(sha256="", size=1)), "colour_of_the_sky": "blue"}

    assert from_json(raw) == PictureFacts(sha256="", size=1)


def test_tiers_measured_apart_are_joined():
    probed = VideoFacts(sha256="", size=1, probe=1)
    scanned = VideoFacts(sha256="", size=1, probe=1, scan=Scan(version=1))

    assert probed.joined(scanned).has(Tier.SCAN)
    assert not probed.has(Tier.SCAN)


def test_a_file_found_broken_by_a_deeper_look_is_broken():
    probed = VideoFacts(sha256="", size=1, probe=1)
    broken = VideoFacts(sha256="", size=1, probe=1, readable=False, trouble="文件不完整")

    assert probed.joined(broken).trouble == "文件不完整"


def test_what_a_form_says_is_read_by_type():
    given = Given.of({"made_in": "2014", "print_width_mm": "210", "title": "月亮"})

    assert given == Given(made_in=2014, print_width_mm=210.0, title="月亮")


@pytest.mark.parametrize(
    ("key", "value"),
    [("made_in", "去年"), ("print_width_mm", "0"), ("print_width_mm", "nan"), ("colour", "red")],
)
def test_a_bad_word_of_the_form_is_refused(key, value):
    with pytest.raises(ValueError, match=key):
        Given.of({key: value})
