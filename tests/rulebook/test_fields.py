"""What a form says, held against its fields (表单字段)."""

import pytest

from kepu.rulebook import spec
from kepu.rulebook.fields import judge_field

SOURCE = {"clause": "附件2", "words": "300字以内"}


def field(kind="number", *, required=True, **bounds):
    return spec.Field(
        code="x",
        label="粉丝量",
        kind=kind,
        required=required,
        bounds=bounds or None,
        choices="theme" if kind == "choices" else None,
        **SOURCE,
    )


@pytest.mark.parametrize(
    ("value", "passed", "says"),
    [
        (999, False, "粉丝量 999，少于 1000"),
        (1000, True, "粉丝量 1000"),
        ("1000", True, "粉丝量 1000"),
        (5001, False, "粉丝量 5001，多于 5000"),
        ("许多", False, "粉丝量应是数字"),
        ("", False, "没有填写粉丝量"),
    ],
)
def test_numbers(value, passed, says):
    finding = judge_field(field(at_least=1000, at_most=5000), value)

    assert (finding.check, finding.passed, finding.says) == ("field", passed, says)


@pytest.mark.parametrize(("length", "passed"), [(300, True), (301, False)])
def test_a_text_is_counted_without_blanks(length, passed):
    finding = judge_field(field("long_text", at_most=300), "科" * length + " \n")

    assert (finding.passed, finding.required) == (passed, "不超过 300 字")


@pytest.mark.parametrize(("day", "passed"), [("2014-12-31", False), ("2015-01-01", True)])
def test_dates(day, passed):
    finding = judge_field(field("date", at_least="2015-01-01"), day)

    assert (finding.passed, finding.required) == (passed, "不少于 2015-01-01")


def test_several_choices_are_counted():
    finding = judge_field(field("choices", at_most=2), ["a", "b", "c"])

    assert (finding.passed, finding.measured) == (False, "3 项")


def test_a_bound_that_does_not_fit_is_left_to_a_person():
    assert judge_field(field("date", at_least=3), "2015-01-01").passed is None


def test_a_bound_on_what_has_no_size_is_a_fault_of_the_value():
    assert judge_field(field("phone", at_least=3), "0371-0000 0000").passed is False


def test_what_need_not_be_filled_in_may_be_left_empty():
    assert judge_field(field(required=False, at_least=1), None).passed is True


def test_without_bounds_anything_will_do():
    finding = judge_field(field("text"), "任何内容")

    assert (finding.passed, finding.severity, finding.clause) == (True, "block", "附件2")
