"""Each rule of the five notices that a machine judges, just kept and just broken (技术要求)."""

import pytest

from kepu.campaigns.specs import founding
from kepu.rulebook import judge, spec
from kepu.rulebook.checks import CHECKS
from kepu.rulebook.facts import Gap, QrCode, Stretch
from make import facts

CODE = facts.scan(qr_codes=(QrCode(says="https://example.org/"),))
LINK = facts.read(words=62, signs=62, links=("example.org",))


def film(**said):
    return facts.video(**said)


def played(**said):
    return film(play=facts.play(**said))


def lasting(seconds):
    return (Stretch(at=12.0, lasts=seconds),)


def text(number):
    return facts.document(read=facts.read(words=number))


def sms(number):
    return facts.text(read=facts.read(words=number, signs=number))


def made(year):
    return facts.plain(), facts.given(made_in=year)


S0, S1, S2, S4 = (
    "henan-resources-2022",
    "kepu-creation-2023",
    "youth-microvideo-2022",
    "science-day-xinjiang-2023",
)
CASES = {  # (notice, category, rule): files that keep it, files that break it
    (S0, "video", "format"): (
        [film(format="mp4"), film(format="mov")],
        [film(format="mkv"), facts.text()],
    ),
    (S0, "video", "resolution"): (
        [film(width=1280, height=720), film(width=720, height=1280)],
        [film(width=1279, height=720), film(width=1280, height=719)],
    ),
    (S0, "video", "no-qr-codes"): ([film(scan=facts.scan(qr_codes=()))], [film(scan=CODE)]),
    (S0, "article", "format"): (
        [facts.document(format="docx"), facts.document(format="doc"), facts.document(format="pdf")],
        [facts.text(), facts.plain(format="zip")],
    ),
    (S0, "article", "no-links"): ([text(9)], [facts.document(read=LINK)]),
    (S0, "sms", "length"): (
        [sms(60), sms(65), sms(120), sms(125)],
        [sms(59), sms(66), sms(119), sms(126)],
    ),
    (S0, "sms", "no-links"): ([sms(60)], [facts.text(read=LINK)]),
    (S0, "audio", "format"): (
        [facts.sound(format="mp3"), facts.sound(format="wav")],
        [facts.sound(format="m4a"), film()],
    ),
    (S0, "image", "format"): ([facts.picture()], [facts.picture(format="png")]),
    (S0, "image", "dpi"): ([facts.picture(dpi=300)], [facts.picture(dpi=299)]),
    (S0, "image", "pixels"): (
        [facts.picture(width=3508, height=2480), facts.picture(width=2480, height=3508)],
        [facts.picture(width=3507, height=2480), facts.picture(width=3508, height=2479)],
    ),
    (S0, "image", "no-qr-codes"): (
        [facts.picture(scan=facts.scan(qr_codes=()))],
        [facts.picture(scan=CODE)],
    ),
    **{
        (S0, category, "made-since"): ([made(2015)], [made(2014)])
        for category in ("video", "article", "sms", "audio", "image")
    },
    (S1, "video", "length"): ([film(duration=300)], [film(duration=301)]),
    (S1, "video", "resolution"): ([film(width=1080, height=1920)], [film(width=1919, height=1080)]),
    (S1, "video", "bit-rate"): ([film(bit_rate=5_000_000)], [film(bit_rate=4_990_000)]),
    (S1, "video", "bit-rate-advised"): ([film(bit_rate=8_000_000)], [film(bit_rate=7_990_000)]),
    (S1, "graphic", "length"): ([text(1200), text(3000)], [text(1199), text(3001)]),
    (S1, "graphic-deep", "length"): ([text(5000)], [text(5001)]),
    **{
        (S1, category, "pixels"): (
            [facts.picture(width=1280, height=720)],
            [facts.picture(width=1279, height=720), facts.picture(width=1280, height=719)],
        )
        for category in ("graphic", "graphic-deep", "comic")
    },
    (S2, "video", "length"): (
        [film(duration=180), film(duration=480)],
        [film(duration=179), film(duration=481)],
    ),
    (S2, "video", "format"): ([film()], [film(format="mov")]),
    (S2, "video", "shape"): (
        [film(width=1920, height=1080), film(width=1920, height=1088)],
        [film(width=1080, height=1920), film(width=1440, height=1080)],
    ),
    (S2, "video", "resolution"): ([film()], [film(width=1918, height=1080)]),
    (S2, "video", "size"): (
        [film(size=100_000_000), film(size=314_572_800)],
        [film(size=99_999_999), film(size=314_572_801)],
    ),
    (S2, "video", "gaps"): (
        [film(scan=facts.scan(gaps=(), steady=True))],
        [film(scan=facts.scan(gaps=(Gap(at=1, lasts=1),), steady=True))],
    ),
    (S2, "video", "sync"): (
        [played(seen=Stretch(at=0, lasts=200), heard=Stretch(at=0.5, lasts=200))],
        [played(seen=Stretch(at=0, lasts=200), heard=Stretch(at=0, lasts=199.4))],
    ),
    **{
        (slug, category, "loudness"): (
            [played(loudness=-30.0), played(loudness=-9.0)],
            [played(loudness=-30.1), played(loudness=-8.9)],
        )
        for slug, category in ((S0, "audio"), (S2, "video"))
    },
    (S2, "video", "swing"): ([played(swing=20.0)], [played(swing=20.1)]),
    (S2, "video", "clipping"): ([played(clipped=0.001)], [played(clipped=0.0011)]),
    (S2, "video", "noise"): ([played(floor=-40.0)], []),  # louder: a person hears what it is
    **{(S0, category, "no-adverts"): ([], []) for category in ("article", "sms")},  # people judge
    **{(slug, "video", "subtitles"): ([played(subtitles=("chi",))], []) for slug in (S0, S2)},
    **{
        (slug, "video", "black"): ([played(black=lasting(3))], [played(black=lasting(3.1))])
        for slug in (S0, S1, S2)
    },
    **{
        (slug, "video", "still"): ([played(frozen=lasting(20))], [played(frozen=lasting(20.1))])
        for slug in (S0, S1, S2)
    },
    **{
        (slug, category, "silence"): ([played(silent=lasting(10))], [played(silent=lasting(10.1))])
        for slug, category in ((S0, "video"), (S0, "audio"), (S1, "video"), (S2, "video"))
    },
    (S4, "photo", "pixels"): (
        [facts.picture(width=1920, height=1080)],
        [facts.picture(width=1919, height=1080)],
    ),
}


def measured_rules():
    """Give every rule of the five notices whose check measures and whose limits limit."""
    for slug, path in founding().items():
        for category in spec.read(path).categories:
            for slot in category.slots:
                for rule in slot.rules:
                    if CHECKS[rule.check].TIER and rule.limits != {"any": True}:
                        yield pytest.param(
                            rule,
                            (slug, category.code, rule.code),
                            id=f"{slug}-{category.code}-{rule.code}",
                        )


def passed(rule, case):
    file, said = case if isinstance(case, tuple) else (case, facts.given())
    return judge.judge_file([rule], file, said)[0].passed


@pytest.mark.parametrize(("rule", "place"), list(measured_rules()))
def test_a_rule_is_kept_up_to_its_limit_and_broken_beyond(rule, place):
    kept, broken = CASES[place]

    assert [passed(rule, case) for case in kept] == [True] * len(kept)
    assert [passed(rule, case) for case in broken] == [False] * len(broken)


def test_no_case_is_of_a_rule_that_is_gone():
    assert set(CASES) == {param.values[1] for param in measured_rules()}


def test_a_widened_film_is_1080p_and_16_to_9_and_an_upright_one_only_1080p():
    film_slot = spec.read(founding()[S2]).categories[0].slot("film")
    rules = [film_slot.rule("resolution"), film_slot.rule("shape")]

    widened = [passed(rule, film(width=1920, height=1080)) for rule in rules]
    upright = [passed(rule, film(width=1080, height=1920)) for rule in rules]

    assert (widened, upright) == ([True, True], [True, False])
