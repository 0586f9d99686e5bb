"""Each part of a spec refuses what makes no sense, in a Chinese sentence."""

import pytest
from pydantic import ValidationError

from kepu.rulebook.spec import (
    Body,
    Bounds,
    Due,
    Field,
    Issued,
    Moment,
    Rubric,
    Slot,
    Step,
    Window,
    loads,
)
from make.specs import WHOLE

PART = {"code": "a", "label": "名称", "ours": True}
SLOT = PART | {"formats": ["mp4"]}
STEP = PART | {"kind": "sign_off", "body": {"rule": "applicant"}}
CRITERION = {"code": "a", "label": "科学性", "points": 60}


@pytest.mark.parametrize(
    ("part", "raw", "says"),
    [
        (Bounds, {"at_least": 2, "at_most": 1}, "下限 2 大于上限 1"),
        (Bounds, {"at_least": "2015-01-01", "at_most": 3}, "下限和上限要同为数字或同为日期"),
        (Bounds, {"at_least": True}, "上下限应是数字或日期"),
        (Bounds, {"at_least": []}, "上下限应是数字或日期"),
        (Due, {}, "期限只能写一种"),
        (Due, {"hours": 1, "days": 1}, "期限只能写一种"),
        (Due, {"hours": 0}, "期限必须是正整数"),
        (Moment, {"at": "2022", "precision": "month"}, '应写成 "2023-08"'),
        (Issued, {"on": "2022-06", "precision": "year"}, '应写成 "2023"'),
        (Window, PART, "开始 opens 和截止 closes 至少写一个"),
        (Field, PART | {"kind": "choice"}, "种类为 choice 的字段要写选项表 choices"),
        (Field, PART | {"kind": "declaration"}, "种类为 declaration 的字段要写承诺书 promise"),
        (Field, PART | {"kind": "table"}, "种类为 table 的字段要写栏目 columns"),
        (Slot, SLOT | {"count": [2, 1]}, "份数 count 应为"),
        (Slot, SLOT | {"count": [0, 0]}, "份数 count 应为"),
        (Slot, {**SLOT, "ours": False}, "要写明条款 clause 和原文 words"),
        (Step, PART | {"kind": "panel"}, "这种环节要写办理方 body"),
        (Body, {"rule": "ancestor", "duty": "officer"}, "规则 ancestor 还要写 level"),
        (Body, {"rule": "kind"}, "规则 kind 还要写 org_kinds、org、duty"),
        (Body, {"rule": "host", "duty": "expert", "org": "某会"}, "规则 host 不能写 org"),
        (Rubric, PART | {"criteria": [CRITERION]}, "各项分值合计 60，应为 100"),
    ],
)
def test_nonsense_is_refused(part, raw, says):
    with pytest.raises(ValidationError) as caught:
        part.model_validate(raw)

    assert says in caught.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("part", "raw"),
    [
        (Bounds, {"at_least": 300}),
        (Bounds, {"at_least": "2015-01-01", "at_most": "2022-01-01"}),
        (Rubric, PART | {"criteria": [CRITERION | {"points": 0}]}),
        (Rubric, PART | {"criteria": [CRITERION, CRITERION | {"code": "b", "points": 40}]}),
        (Step, PART | {"kind": "check"}),
        (Body, {"rule": "recommender", "duty": "officer"}),
    ],
)
def test_sense_is_taken(part, raw):
    assert part.model_validate(raw)


@pytest.mark.parametrize(
    ("narrow", "category", "klass", "concerned"),
    [
        ({}, "video", "unit", True),
        ({"categories": ["video"]}, "video", "unit", True),
        ({"categories": ["audio"]}, "video", "unit", False),
        ({"classes": ["unit"]}, "video", "unit", True),
        ({"classes": ["person"]}, "video", "unit", False),
    ],
)
def test_a_step_concerns_its_categories_and_classes(narrow, category, klass, concerned):
    step = Step.model_validate(STEP | narrow)

    assert step.concerns(category, klass) is concerned


def test_times_of_toml_are_kept_to_the_minute_and_day():
    text = WHOLE.replace("at = 2022-10-31", 'at = 2022-10-31T16:00:00, precision = "minute"')

    window = loads(text, "a.toml").windows[0]

    assert (window.opens.at, window.closes.at) == ("2022-07-04", "2022-10-31T16:00")


def test_parts_are_found_by_their_codes():
    text = WHOLE.replace(
        "[[steps]]", '[[categories.fields]]\ncode = "title"\nlabel = "名称"\nours = true\n[[steps]]'
    )

    spec = loads(text, "a.toml")

    assert spec.category("video").slot("film").rule("length").weight == "block"
    assert spec.category("video").field("title").label == "名称"
    assert [step.code for step in spec.steps_for("video")] == ["panel"]
