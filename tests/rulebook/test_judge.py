"""Facts held against the demands of a slot (判定)."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as some

from kepu.rulebook import judge, spec
from kepu.rulebook.checks import CHECKS
from kepu.rulebook.facts import Gap, QrCode, Tier
from make import facts


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule as a spec states it."""

    check: str
    limits: dict[str, Any] = field(default_factory=dict)
    code: str = "rule"
    weight: judge.Weight = "block"
    clause: str = "一（二）1"
    words: str = "时长为3-8分钟"
    ours: bool = False


LENGTH = Rule(code="length", check="duration", limits={"at_least": 180, "at_most": 480})


def one(rule, file, **said):
    return judge.judge_file([rule], file, facts.given(**said))[0]


def test_a_finding_has_all_that_a_page_shows():
    finding = one(LENGTH, facts.video(duration=179))

    assert finding.as_json() == {
        "check": "duration",
        "rule": "length",
        "measured": "2:59",
        "required": "3:00–8:00",
        "severity": "block",
        "weight": "block",
        "passed": False,
        "clause": "一（二）1",
        "says": "时长 2:59，短于 3:00",
        "words": "时长为3-8分钟",
        "cure": "请剪辑到规定时长后重新导出",
        "ours": False,
        "at": (),
    }


def test_what_a_machine_cannot_tell_is_of_unknown_severity():
    finding = one(Rule(check="duplicate", weight="warn"), facts.video())

    assert (finding.passed, finding.severity, finding.weight) == (None, "unknown", "warn")
    assert finding.says == "机器尚不能判断，由审核人员查看"


def test_at_will_passes_and_shows_the_value():
    finding = one(Rule(check="duration", limits={"any": True}, weight="info"), facts.video())

    assert (finding.passed, finding.measured, finding.says) == (True, "5:00", "5:00，不限")


def test_at_will_passes_for_any_kind_of_file():
    finding = one(Rule(check="duration", limits={"any": True}), facts.picture())

    assert (finding.passed, finding.measured, finding.says) == (True, "", "不限")


def test_a_broken_file_is_not_measured_but_its_format_is_told():
    broken = facts.video(readable=False, trouble="文件不完整")
    rules = [Rule(check="readable"), Rule(check="format", limits={"one_of": ["mp4"]}), LENGTH]

    findings = judge.judge_file(rules, broken, facts.given())

    assert [finding.passed for finding in findings] == [False, True, None]
    assert findings[2].says == "文件无法读取，未能测量"


def test_a_file_of_another_kind_is_not_measured():
    finding = one(Rule(check="resolution", limits={"at_least": [1280, 720]}), facts.document())

    assert (finding.passed, finding.says) == (None, "文件不是视频，未能测量")


def test_a_check_of_two_kinds_names_both():
    finding = one(LENGTH, facts.text())

    assert finding.says == "文件不是视频或音频，未能测量"


def test_a_tier_not_measured_yet_is_awaited():
    finding = one(Rule(check="frame_gaps"), facts.video())

    assert (finding.passed, finding.says) == (None, "尚未测量，稍后会有结果")


def test_a_tier_given_up_says_why():
    tried = facts.text(read=facts.read(trouble="超过 16 秒仍未测量完，已停止"))

    finding = one(Rule(check="characters", limits={"at_most": 9}), tried)

    assert (finding.passed, finding.says) == (None, "超过 16 秒仍未测量完，已停止")


@pytest.mark.parametrize(
    ("weight", "passed", "verdict"),
    [
        ("block", True, "pass"),
        ("block", False, "block"),
        ("block", None, "warn"),
        ("warn", True, "pass"),
        ("warn", False, "warn"),
        ("warn", None, "pass"),
        ("info", False, "pass"),
        ("info", None, "pass"),
    ],
)
def test_verdict_of_one(weight, passed, verdict):
    measured = judge.Measured(passed=passed)

    finding = judge.Finding.of(Rule(check="duration", weight=weight), "duration", measured)

    assert judge.verdict([finding]) == verdict


def test_the_worst_finding_decides():
    kept, broken = facts.video(), facts.video(duration=1)
    rules = [LENGTH, Rule(check="subtitles")]

    assert judge.verdict(judge.judge_file(rules, kept, facts.given())) == "warn"
    assert judge.verdict(judge.judge_file(rules, broken, facts.given())) == "block"
    assert judge.verdict([]) == "pass"


def test_a_slot_asks_for_a_readable_file_of_its_formats_and_name():
    slot = spec.Slot(
        code="film", label="视频", formats=("mp4",), name="{org}{title}", rules=(), ours=True
    )

    demands = judge.demands_of(slot)

    assert [demand.check for demand in demands] == ["readable", "format", "file_name"]
    assert [demand.label for demand in demands] == ["能否打开", "格式", "文件名"]
    assert [demand.weight for demand in demands] == ["block", "block", "warn"]
    assert all(demand.ours for demand in demands)


def test_what_a_rule_asks_is_not_asked_twice():
    said = {"code": "a", "label": "一", "weight": "warn", "ours": True}
    rules = (
        spec.Rule(check="readable", **said),
        spec.Rule(check="format", limits={"one_of": ["mp4"]}, **said | {"code": "b"}),
        spec.Rule(check="file_name", limits={"pattern": "{title}"}, **said | {"code": "c"}),
    )
    slot = spec.Slot(
        code="film", label="视频", formats=("mp4",), name="{title}", rules=rules, ours=True
    )

    assert judge.demands_of(slot) == list(rules)


def test_the_tiers_that_a_slot_waits_for():
    rules = [LENGTH, Rule(check="frame_gaps"), Rule(check="duplicate")]

    assert judge.tiers_of(rules) == {Tier.PROBE, Tier.SCAN}
    assert judge.tiers_of([Rule(check="characters", limits={"any": True})]) == {Tier.PROBE}


NUMBER = some.none() | some.integers(0, 10**9)
REAL = some.none() | some.floats(0, 1e12)
FILES = some.one_of(
    some.builds(
        facts.video,
        width=NUMBER,
        height=NUMBER,
        duration=REAL,
        bit_rate=REAL,
        size=some.integers(0, 10**13),
        format=some.text(max_size=5),
        scan=some.none()
        | some.builds(
            facts.scan,
            lasts=REAL,
            steady=some.booleans(),
            gaps=some.none()
            | some.tuples(
                some.builds(Gap, at=some.floats(0, 1e6), lasts=REAL.filter(lambda x: x is not None))
            ),
            qr_codes=some.none() | some.tuples(some.builds(QrCode, says=some.text())),
        ),
    ),
    some.builds(facts.picture, width=NUMBER, height=NUMBER, dpi=REAL),
    some.builds(facts.sound, duration=REAL, bit_rate=REAL),
    some.builds(facts.document, pages=NUMBER, readable=some.booleans()),
    some.builds(
        facts.text,
        read=some.none()
        | some.builds(
            facts.read, words=some.integers(0), links=some.tuples(some.text(), some.text())
        ),
    ),
    some.builds(facts.plain),
)
SAID = some.builds(
    facts.given,
    file_name=some.text(),
    title=some.text(),
    province=some.text(),
    org=some.text(),
    made_in=NUMBER,
    print_width_mm=some.none() | some.floats(0.1, 1e6),
)


@whatever(name=some.sampled_from(list(CHECKS)), file=FILES, said=SAID, at_will=some.booleans())
def test_no_check_ever_raises(name, file, said, at_will):
    rule = Rule(check=name, limits={"any": True} if at_will else {})

    [finding] = judge.judge_file([rule], file, said)

    assert finding.passed in {True, False, None}
    assert finding.says
